import type { Books, History, InboxRow, OutboundRow, WorkRow } from './history';
import { openRowExamples, openRows } from './open-rows';
import { readReceipts } from './receipts';
import { askPostgres, type Scene } from './scene';

type Row = Record<string, string | boolean | null>;

/** Gathers what a run left behind: rows, books, and what the stand-in saw. */
export async function readHistory(
  scene: Scene,
  witnessed: Pick<History, 'faults' | 'recordings' | 'unhealthy'>,
): Promise<History> {
  await scene.standIn.readLog();
  const { botId } = scene.stack;
  return {
    ...witnessed,
    botId,
    asked: scene.crowd.asked,
    inbox: await inbox(scene, botId),
    outbound: await outbound(scene, botId),
    work: await work(scene),
    stuck: await openRows(scene),
    stuckRows: await openRowExamples(scene),
    calls: scene.standIn.calls,
    books: await books(scene),
    receipts: await readReceipts(scene),
    polls: (await scene.standIn.state()).polls,
  };
}

async function inbox(scene: Scene, botId: number): Promise<InboxRow[]> {
  const rows = await askPostgres<Row>(
    scene,
    `select update_id, status from inbox_updates where bot_id = ${botId}`,
  );
  return rows.map(({ update_id, status }) => ({
    updateId: Number(update_id),
    status: String(status),
  }));
}

async function outbound(scene: Scene, botId: number): Promise<OutboundRow[]> {
  const rows = await askPostgres<Row>(
    scene,
    `select chat_id, seq, key, status, telegram_message_id as message_id,
       edit_message_id from outbound_messages
     where bot_id = ${botId}`,
  );
  return rows.map(({ chat_id, seq, key, status, message_id, edit_message_id }) => ({
    chatId: Number(chat_id),
    seq: Number(seq),
    key: String(key),
    status: String(status),
    messageId: numberOf(message_id),
    replaces: numberOf(edit_message_id),
  }));
}

const numberOf = (value: Row[string] | undefined) =>
  value === null || value === undefined ? null : Number(value);

/** A question that came of a recording has no words of a person's own: it is left to its transcript. */
async function work(scene: Scene): Promise<WorkRow[]> {
  const rows = await askPostgres<Row>(
    scene,
    `select 'answers' as table, id, question as words, status = 'pending' as open from answers
       where transcript_id is null
     union all select 'images', id, prompt, settled_at is null from images
     union all select 'transcripts', id, '', status in ('fetching', 'probing', 'queued')
       from transcripts`,
  );
  return rows.map(({ table, id, words, open }) => ({
    table: table as WorkRow['table'],
    id: String(id),
    words: String(words),
    open: open === true,
  }));
}

const COUNTS: Record<keyof Books, string> = {
  sum: 'select coalesce(sum(amount), 0) from ledger_postings',
  unbalancedTransactions: `select count(*) from (select from ledger_postings
    group by transaction_id having sum(amount) <> 0) unbalanced`,
  negativeBalances: `select count(*) from ledger_accounts
    where kind in ('available', 'held') and balance < 0`,
  driftedBalances: `select count(*) from ledger_accounts a where user_id is not null and balance <>
    (select coalesce(sum(amount), 0) from ledger_postings where account_id = a.id)`,
  holdsWithoutEnd: `select count(*) from holds where status = 'held'`,
  holdsSettledTwice: `select count(*) from (select from holds h join ledger_transactions t
    on t.key in ('capture-' || h.id, 'release-' || h.id) group by h.id having count(*) > 1) twice`,
  holdsSettledWrongly: `select count(*) from images i join holds h on h.id = i.hold_id
    where i.status = 'failed' and h.status = 'captured'`,
};

async function books(scene: Scene): Promise<Books> {
  const columns = Object.entries(COUNTS).map(([name, count]) => `(${count})::int as "${name}"`);
  const [row] = await askPostgres<Books>(scene, `select ${columns.join(', ')}`);
  return row!;
}
