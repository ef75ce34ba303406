import { checkCopies } from './checks/copies.check';
import { checkLedger } from './checks/ledger.check';
import { checkPollers } from './checks/pollers.check';
import { checkReplies } from './checks/replies.check';
import { checkStuck } from './checks/stuck.check';
import { checkUpdates } from './checks/updates.check';
import { failure, type Finding, type History } from './history';

/** Counts everything that must not have happened, from what a run left behind. */
export const check = (history: History): Finding[] => [
  failure(
    'faults that were not got over',
    history.faults.flatMap(({ name, error }) => (error ? `${name}: ${error}` : [])),
  ),
  failure('processes not healthy in the end', history.unhealthy),
  ...checkUpdates(history),
  ...checkReplies(history),
  ...checkCopies(history),
  ...checkLedger(history),
  ...checkStuck(history),
  ...checkPollers(history),
];

export const failuresIn = (findings: Finding[]): Finding[] =>
  findings.filter(({ mustBeZero, value }) => mustBeZero && value !== 0);
