import { failure, type Finding, type History, type Receipt, told } from '../history';

/** At most one poller commits: an epoch has one session's process, and an epoch that is over stays over. */
export const checkPollers = ({
  receipts,
  polls,
}: Pick<History, 'receipts' | 'polls'>): Finding[] => [
  failure('pollers that committed beside another', intruders(receipts)),
  told('polls that overlapped', polls.overlaps),
  told('409 answered to polls', polls.conflicts),
];

/** @param receipts in the order of their commits */
function intruders(receipts: Receipt[]): Receipt[] {
  const owners = new Map<number, string>();
  let newest = 0;
  return receipts.filter(({ epoch, session }) => {
    const owner = owners.get(epoch) ?? session;
    owners.set(epoch, owner);
    const isOver = epoch < newest;
    newest = Math.max(newest, epoch);
    return isOver || owner !== session;
  });
}
