import { askPostgres, type Scene } from './scene';
import type { Receipt } from './history';

/**
 * Lets Postgres itself note each transaction that stores updates: under which epoch, by which session. Within
 * the transaction, so that what did not commit is not noted.
 */
export async function noteReceipts(scene: Scene): Promise<void> {
  await askPostgres(
    scene,
    'create table chaos_receipts (id bigserial, epoch bigint, session text)',
  );
  await askPostgres(
    scene,
    `create function chaos_note() returns trigger language plpgsql as $$
     begin
       insert into chaos_receipts (epoch, session)
       select epoch, current_setting('application_name') from poller_epochs
       where bot_id in (select bot_id from added);
       return null;
     end $$`,
  );
  await askPostgres(
    scene,
    `create trigger chaos_note after insert on inbox_updates
     referencing new table as added for each statement execute function chaos_note()`,
  );
}

export async function readReceipts(scene: Scene): Promise<Receipt[]> {
  const rows = await askPostgres<{ epoch: string; session: string }>(
    scene,
    'select epoch, session from chaos_receipts order by id',
  );
  return rows.map(({ epoch, session }) => ({ epoch: Number(epoch), session }));
}
