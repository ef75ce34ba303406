import { openWorld, type World } from '../privacy-world.fixture';
import type { Holding } from './holding';
import { INVENTORY } from './inventory';
import { InventoryRows } from './inventory-rows';

const NOBODY = { userId: '00000000-0000-0000-0000-000000000000', chatId: 1 };
/** What says whose a row is: a table that has one of these belongs to somebody. */
const OWNING = [
  'user_id',
  'owner_id',
  'chat_id',
  'avatar_id',
  'telegram_id',
  'payer_telegram_id',
  'subject_user_id',
  'invitee_id',
  'inviter_id',
];

describe('the inventory', () => {
  let world: World;
  let columns: Map<string, string[]>;
  beforeAll(async () => {
    world = await openWorld();
    const rows = await world.database.query<{ table_name: string; column_name: string }>(
      `select table_name, column_name from information_schema.columns
       join information_schema.tables using (table_schema, table_name)
       where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    columns = new Map();
    for (const { table_name: table, column_name: column } of rows) {
      columns.set(table, [...(columns.get(table) ?? []), column]);
    }
  });
  afterAll(() => world.close());

  const entries = (which: (holding: Holding) => unknown) =>
    INVENTORY.filter(which).map(({ table }) => table);

  it('should name every table there is, once: whoever adds one says in libs/privacy/src/inventory what becomes of its rows when their person is forgotten', () => {
    expect(INVENTORY.map(({ table }) => table).sort()).toEqual([...columns.keys()].sort());
  });

  it('should say whose the rows are of each table that names a person', () => {
    const owned = [...columns]
      .filter(([, names]) => names.some((name) => OWNING.includes(name)))
      .map(([table]) => table);
    expect(owned.filter((table) => !entries(({ belongs }) => belongs).includes(table))).toEqual([]);
  });

  it('should let go of the objects of every column that holds a key', () => {
    const keys = [...columns].flatMap(([table, names]) =>
      names.filter((name) => /_key$|^volumes$/.test(name)).map((name) => `${table}.${name}`),
    );
    const known = INVENTORY.flatMap(({ table, objects = [] }) =>
      objects.map((column) => `${table}.${column}`),
    );
    // Lists of keys themselves: who deletes the objects deletes the rows.
    const lists = ['object_removals.object_key', 'sent_files.object_key'];
    expect(keys.filter((key) => ![...known, ...lists].includes(key))).toEqual([]);
  });

  it('should delete children before parents', async () => {
    const references = await world.database.query<{ child: string; parent: string }>(
      `select conrelid::regclass::text as child, confrelid::regclass::text as parent
       from pg_constraint where contype = 'f' and conrelid <> confrelid`,
    );
    const deleted = entries(({ fate }) => fate === 'delete');
    const wrong = references.filter(
      ({ child, parent }) =>
        deleted.includes(parent) &&
        !(deleted.indexOf(child) < deleted.indexOf(parent) && deleted.includes(child)),
    );
    expect(wrong).toEqual([]);
  });

  it('should give Postgres statements that it understands, for export and deletion alike', async () => {
    const rows = new InventoryRows(world.database);
    for (const holding of INVENTORY.filter(({ exported }) => exported)) {
      expect(await rows.rows(holding, NOBODY, { skip: 0, limit: 1 })).toEqual([]);
    }
    const removed = await world.database.transaction(() => rows.forget(NOBODY));
    expect(removed.objectKeys).toEqual([]);
  });

  it('should export nothing that is ours alone', () => {
    const secrets =
      /object_key|weights_url|telegram_file_id|face_descriptor|sha256|trace_id|request_id/;
    const shown = INVENTORY.flatMap(({ exported }) => Object.values(exported?.columns ?? {}));
    expect(shown.filter((column) => secrets.test(column))).toEqual([]);
  });
});
