import { DataSource, type EntityManager } from 'typeorm';
import { dataSourceOptions } from '../data-source';
import {
  END_LEASES,
  HOLD_BROADCASTS,
  HOLD_MESSAGES,
  HOLD_UPDATES,
  NOTE_RESTORE,
  RAISE_EPOCHS,
  READ_STATEMENTS,
} from './after-restore.statements';

/** What was held back, in rows, and the epochs from which pollers go on. */
export interface HeldBack {
  messages: number;
  /** Chats that the messages are for. */
  people: number;
  updates: number;
  broadcasts: number;
  /** By bot id. */
  epochs: Record<string, number>;
}

/**
 * Makes a database that was restored from a backup safe to start on: a picture of the past, in which much is still to
 * be done that was done since. All of it is one transaction. Called a second time it holds what was added since and
 * raises the epochs once more, which does no harm.
 * @param url of a database with the current schema; no app may run on it
 */
export async function afterRestore(url: string): Promise<HeldBack> {
  const dataSource = await new DataSource(dataSourceOptions(url, { poolSize: 1 })).initialize();
  try {
    return await dataSource.transaction(holdBack);
  } finally {
    await dataSource.destroy();
  }
}

async function holdBack(manager: EntityManager): Promise<HeldBack> {
  await manager.query('set local statement_timeout = 0'); // it may be many rows, and nobody waits yet
  // Apps that run all the same add nothing meanwhile. Readers go on.
  await manager.query('lock table outbound_messages, inbox_updates, broadcasts in exclusive mode');
  const epochs = await raiseEpochs(manager);
  await manager.query(END_LEASES);
  await manager.query(READ_STATEMENTS);
  const { messages, people } = await one<Pick<HeldBack, 'messages' | 'people'>>(
    manager,
    HOLD_MESSAGES,
  );
  const { updates } = await one<Pick<HeldBack, 'updates'>>(manager, HOLD_UPDATES);
  const { broadcasts } = await one<Pick<HeldBack, 'broadcasts'>>(manager, HOLD_BROADCASTS);
  await manager.query(NOTE_RESTORE, [messages, people, updates, broadcasts]);
  return { messages, people, updates, broadcasts, epochs };
}

async function raiseEpochs(manager: EntityManager): Promise<Record<string, number>> {
  const rows = (await manager.query(RAISE_EPOCHS)) as { bot_id: string; epoch: string }[];
  return Object.fromEntries(rows.map(({ bot_id, epoch }) => [bot_id, Number(epoch)]));
}

async function one<Row>(manager: EntityManager, statement: string): Promise<Row> {
  const [row] = (await manager.query(statement)) as Row[];
  return row!;
}
