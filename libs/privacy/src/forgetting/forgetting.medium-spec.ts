import { eventually } from '@aisha/testing';
import {
  BOT,
  foundInObjects,
  foundInRows,
  openWorld,
  type Somebody,
  withEverything,
  type World,
} from '../privacy-world.fixture';
import { receiptKey } from './forgetting.saga';

let people = 0;

describe('forgetting somebody', () => {
  let world: World;
  let asel: Somebody;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.fal.behaviour.status = 200;
    people += 1;
    asel = await withEverything(world, `asel-${people}-zq`);
  });

  const requested = async ({ user, chat }: Somebody) => {
    const { digest } = await world.belongings.of(user);
    const asked = await world.forgettings.request(user, chat, digest);
    if (asked.outcome !== 'leaving') throw new Error(asked.outcome);
    return asked.receipt;
  };
  const sent = (receipt: string) =>
    world.database.query(
      `update outbound_messages set status = 'sent', telegram_message_id = 1, sent_at = now() where key = $1`,
      [receiptKey(receipt)],
    );
  const forgotten = async (somebody: Somebody) => {
    const receipt = await requested(somebody);
    await world.saga.forget(receipt);
    await sent(receipt);
    await world.closing.closeDue();
    return receipt;
  };
  const notices = async ({ chat }: Somebody) =>
    (
      await world.database.query<{ notice: object }>(
        'select notice from outbound_messages where chat_id = $1 order by seq',
        [chat.chatId],
      )
    ).map(({ notice }) => notice);
  /** Rows about objects go when the worker's sweep of objects has been there. */
  const sweptObjects = () =>
    world.database.query(`delete from object_removals where not_before <= now()`);

  it('should leave nothing of them in any table or object, and the ledger in balance', async () => {
    const [other] = [await withEverything(world, `other-${people}-zq`)];
    const before = (await foundInRows(world, other.traces)).length;
    const held = (await foundInObjects(world, other.traces)).length;
    expect((await foundInRows(world, asel.traces)).length).toBeGreaterThan(12);
    const receipt = await forgotten(asel);
    await sweptObjects();
    expect(await foundInRows(world, asel.traces)).toEqual([]);
    expect(await foundInObjects(world, asel.traces)).toEqual([]);
    expect(await foundInObjects(world, [asel.user.id])).toEqual([`deletions/${asel.user.id}.json`]);
    expect(await world.forgettings.get(receipt)).toMatchObject({
      status: 'closed',
      chatId: null,
      botId: null,
      mark: null,
      counts: { pictures: 1, avatars: 1, photos: 1, recordings: 1, questions: 1, credits: 490 },
    });

    expect(await world.ledger.imbalance()).toBe(0);
    const accounts = await world.database.query(
      `select kind, balance from ledger_accounts where user_id = $1 and balance <> 0`,
      [asel.user.id],
    );
    expect(accounts).toEqual([]);
    const history = await world.database.query<{ kind: string }>(
      `select kind from ledger_transactions where user_id = $1 order by created_at`,
      [asel.user.id],
    );
    expect(history.map(({ kind }) => kind)).toEqual([
      'grant',
      'reserve',
      'reserve',
      'capture',
      'release',
      'forfeit',
    ]);
    expect((await foundInRows(world, other.traces)).length).toBe(before);
    expect((await foundInObjects(world, other.traces)).length).toBe(held);
    expect(await world.ledger.balance(other.user.id)).toBe(340);
  });

  it('should give a receipt that says what went, and stop what FAL was at', async () => {
    const receipt = await requested(asel);
    await world.saga.forget(receipt);
    expect(await notices(asel)).toEqual([
      {
        kind: 'forgotten',
        receipt,
        language: 'en',
        requestedAt: expect.any(String),
        counts: {
          avatars: 1,
          photos: 1,
          pictures: 1,
          recordings: 1,
          questions: 1,
          credits: 490,
          falDeleted: 2,
          falKept: 0,
        },
      },
    ]);
    expect(world.fal.cancelled).toContain(asel.requests.training);
    expect(world.fal.deleted).toEqual(
      expect.arrayContaining([asel.requests.training, asel.requests.image]),
    );
  });

  it('should refuse a yes to another question, and take two yeses for one', async () => {
    const { digest } = await world.belongings.of(asel.user);
    await world.ledger.grant(asel.user.id, 1, `more-${people}`);
    expect(await world.forgettings.request(asel.user, asel.chat, digest)).toEqual({
      outcome: 'stale',
    });
    expect((await world.users.find(asel.user.id))!.leavingAt).toBeNull();
    const now = (await world.belongings.of(asel.user)).digest;
    const [one, two] = await Promise.all([
      world.forgettings.request(asel.user, asel.chat, now),
      world.forgettings.request(asel.user, asel.chat, now),
    ]);
    expect(one).toEqual(two);
    expect(one.outcome).toBe('leaving');
    await world.saga.forget((one as { receipt: string }).receipt);
  });

  it('should do each step once, however often a worker dies and begins again', async () => {
    const receipt = await requested(asel);
    await Promise.all(
      [world.saga.forget(receipt), world.saga.forget(receipt)].map((run) =>
        run.catch(() => undefined),
      ),
    );
    await world.saga.forget(receipt);
    await world.saga.forget(receipt);
    expect(await notices(asel)).toHaveLength(1);
    expect(await world.ledger.imbalance()).toBe(0);
    expect(
      await world.database.query(
        `select 1 from ledger_transactions where user_id = $1 and kind = 'forfeit'`,
        [asel.user.id],
      ),
    ).toHaveLength(1);
  });

  it('should go on where FAL was away, and say what FAL did not delete', async () => {
    const receipt = await requested(asel);
    world.fal.behaviour.status = 503;
    await expect(world.saga.forget(receipt)).rejects.toMatchObject({ provider: 'fal' });
    expect(await world.forgettings.get(receipt)).toMatchObject({ status: 'erased' });
    world.fal.behaviour.status = 403;
    await world.saga.forget(receipt);
    expect(await notices(asel)).toMatchObject([{ kind: 'forgotten', counts: { falKept: 1 } }]);
  });

  it('should wait for work that is being handed to FAL, and begin no more', async () => {
    await world.database.query(
      `update trainings set status = 'submitting', request_id = null, submitted_at = now() where id = $1`,
      [asel.trainingId],
    );
    const receipt = await requested(asel);
    await expect(world.saga.forget(receipt)).rejects.toThrow('work is being submitted');
    await world.database.query(
      `update trainings set status = 'submitted', request_id = $2 where id = $1`,
      [asel.trainingId, `late-${people}`],
    );
    await world.saga.forget(receipt);
    expect(world.fal.cancelled).toContain(`late-${people}`);
  });

  it('should keep the chat of somebody who came back at once, who is new', async () => {
    const receipt = await requested(asel);
    await world.saga.forget(receipt);
    const again = await world.users.register({
      telegramId: asel.user.telegramId,
      firstName: 'New',
    });
    expect(again.id).not.toBe(asel.user.id);
    expect(again.leavingAt).toBeNull();
    await world.database.transaction(() =>
      world.outbox.add(asel.chat, { kind: 'welcome' }, { key: `again-${people}` }),
    );
    await world.database.query(
      `insert into sessions (bot_id, chat_id, state) values ($1, $2, '{"screen":"idle"}')`,
      [BOT, asel.chat.chatId],
    );
    await sent(receipt);
    await world.closing.closeDue();
    expect(await notices(asel)).toEqual([{ kind: 'welcome' }]);
    await world.saga.lookAgain((await world.forgettings.get(receipt))!);
    expect((await world.users.find(again.id))!.firstName).toBe('New');
    expect(
      await world.database.query('select 1 from sessions where chat_id = $1', [asel.chat.chatId]),
    ).toHaveLength(1);
  });

  it('should look once more for what a worker left that had begun before', async () => {
    const receipt = await forgotten(asel);
    const late = `images/${asel.user.id}/late.jpg`;
    await world.storage.put(late, Buffer.from('late'), { contentType: 'image/jpeg' });
    await world.database.query(
      `insert into answers (owner_id, bot_id, chat_id, question, trace_id) values ($1, 1, $2, 'late', 't')`,
      [asel.user.id, asel.chat.chatId],
    );
    await world.database.query(
      `update forgettings set erased_at = now() - interval '2 hours' where id = $1`,
      [receipt],
    );
    const sweeps = await world.startSweeps();
    await eventually(async () => {
      expect(await world.forgettings.get(receipt)).toMatchObject({
        lookedAgainAt: expect.any(Date),
      });
    });
    await sweeps.close();
    expect(await world.storage.head(late)).toBeNull();
    expect(await foundInRows(world, asel.traces)).toEqual([]);
  });

  it('should give up a receipt that could not be sent for a day, and forget where it went', async () => {
    const receipt = await requested(asel);
    await world.saga.forget(receipt);
    await world.closing.closeDue();
    expect(await world.forgettings.get(receipt)).toMatchObject({ status: 'done' });
    await world.database.query(
      `update forgettings set done_at = now() - interval '25 hours' where id = $1`,
      [receipt],
    );
    await world.closing.closeDue();
    await sweptObjects();
    expect(await foundInRows(world, asel.traces)).toEqual([]);
  });

  it('should forget again whom a restored database brought back', async () => {
    const tables = ['users', 'avatars', 'incoming_files', 'transcripts'];
    const copies = new Map<string, string[]>();
    for (const table of tables) {
      const which = table === 'users' ? 'id' : 'owner_id';
      const rows = await world.database.query<{ row: string }>(
        `select to_jsonb(t)::text as row from ${table} t where ${which} = $1`,
        [asel.user.id],
      );
      copies.set(
        table,
        rows.map(({ row }) => row),
      );
    }
    await forgotten(asel);
    await world.database.query('delete from forgettings where user_id = $1', [asel.user.id]);
    const [user] = copies.get('users')!;
    await world.database.query(
      `update users u set telegram_id = r.telegram_id, first_name = r.first_name, leaving_at = null
       from jsonb_populate_record(null::users, $1::jsonb) r where u.id = r.id`,
      [user],
    );
    for (const table of tables.slice(1)) {
      for (const row of copies.get(table)!) {
        await world.database.query(
          `insert into ${table} select * from jsonb_populate_record(null::${table}, $1::jsonb)`,
          [row],
        );
      }
    }
    expect((await foundInRows(world, asel.traces)).length).toBeGreaterThan(3);
    const sweeps = await world.startSweeps();
    await eventually(async () => {
      const [row] = await world.database.query<{ id: string }>(
        'select id from forgettings where user_id = $1',
        [asel.user.id],
      );
      expect(row).toBeDefined();
      await world.saga.forget(row!.id);
      await world.closing.closeDue();
      await sweptObjects();
      expect(await foundInRows(world, asel.traces)).toEqual([]);
    });
    await sweeps.close();
    expect(await notices(asel)).toEqual([]); // nobody asked
  });
});
