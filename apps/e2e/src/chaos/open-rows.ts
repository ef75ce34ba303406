import { askPostgres, type Scene } from './scene';

/** What waits for something, by what it is. When nobody asks any more all of it comes to an end. */
const WAITING = {
  updates: `inbox_updates where status = 'pending'`,
  messages: `outbound_messages where status in ('pending', 'sending')`,
  answers: `answers where status = 'pending'`,
  transcripts: `transcripts where status in ('fetching', 'probing', 'queued')`,
  files: `incoming_files where status = 'wanted'`,
  words: `prompts where status = 'pending'`,
  pictures: `images where settled_at is null`,
  trainings: `trainings where settled_at is null`,
} as const;

export async function openRows(scene: Scene): Promise<Record<string, number>> {
  const counts = Object.entries(WAITING).map(
    ([what, from]) => `(select count(*)::int from ${from}) as ${what}`,
  );
  const [row] = await askPostgres<Record<string, number>>(scene, `select ${counts.join(', ')}`);
  return row!;
}

/** A few of them, to see why they wait. */
export async function openRowExamples(scene: Scene): Promise<string[]> {
  const rows = Object.entries(WAITING).map(
    ([what, from]) =>
      `(select '${what}: ' || left(to_jsonb(waiting)::text, 600) as row
        from (select * from ${from} limit 3) waiting)`,
  );
  const found = await askPostgres<{ row: string }>(scene, rows.join(' union all '));
  return found.map(({ row }) => row);
}
