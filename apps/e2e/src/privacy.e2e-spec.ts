import { Redis } from 'ioredis';
import { eventually, zipEntries } from '@aisha/testing';
import { withPictures } from './harness/gallery';
import { beginAvatar, startTraining, welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { photos, voice } from './harness/samples';
import { Stack } from './harness/stack';

/** Words that nobody else writes, of each test its own. */
let secret = '';
let tests = 0;
const FAREWELL = 'Your data is deleted';

const entriesOf = async (zip: Buffer) =>
  new Map((await zipEntries(zip)).map(({ name, bytes }) => [name, bytes]));

describe('what is stored of a person', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  beforeEach(() => {
    tests += 1;
    secret = `zq-secret-${tests}`;
  });
  afterEach(() => stack.clearFaults());

  const ownerOf = async (person: Person): Promise<string> => {
    const [row] = await stack.rows<{ id: string }>('select id from users where telegram_id = $1', [
      person.id,
    ]);
    return row!.id;
  };
  /** Every column of every table, read as text. */
  const rowsWith = async (...traces: string[]): Promise<string[]> => {
    const tables = await stack.rows<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const found = [];
    for (const { name } of tables) {
      const rows = await stack.rows<{ row: string }>(
        `select to_jsonb(t)::text as row from "${name}" t where to_jsonb(t)::text like any($1)`,
        [traces.map((trace) => `%${trace}%`)],
      );
      found.push(...rows.map(({ row }) => `${name}: ${row}`));
    }
    return found;
  };
  const objectsWith = async (...traces: string[]): Promise<string[]> => {
    const found = [];
    for (const key of await stack.bucket.keys('')) {
      const bytes = await stack.bucket.read(key);
      if (traces.some((trace) => key.includes(trace) || bytes.includes(trace))) found.push(key);
    }
    return found;
  };
  /** Names and values of all keys. */
  const redisWith = async (...traces: string[]): Promise<string[]> => {
    const redis = new Redis(stack.redisUrl);
    const found = [];
    for (const key of await redis.keys('*')) {
      const dump = await redis.dumpBuffer(key);
      if (traces.some((trace) => key.includes(trace) || dump?.includes(trace))) found.push(key);
    }
    redis.disconnect();
    return found;
  };
  const dataOf = (message: Awaited<ReturnType<Person['hears']>>, label: RegExp) =>
    message.buttons!.flat().find(({ text }) => label.test(text))!.callbackData!;
  /** Up to the last question. @returns it */
  const asked = async (person: Person) => {
    await person.say('/deleteme');
    await person.hears('Delete everything about me');
    await person.press(/Yes, delete everything/);
    return person.hears('Delete everything?');
  };
  const forgotten = async (person: Person) => {
    await asked(person);
    await person.press(/Delete for good/);
    return person.hears(FAREWELL);
  };
  /** The receipt is sent and put aside, and the objects' sweep was there. */
  const closed = (userId: string) =>
    eventually(
      async () => {
        const [row] = await stack.rows<{ status: string }>(
          'select status from forgettings where user_id = $1',
          [userId],
        );
        expect(row?.status).toBe('closed');
        expect(
          await stack.rows(`select 1 from object_removals where object_key like $1`, [
            `%${userId}%`,
          ]),
        ).toEqual([]);
      },
      { timeoutMs: 40_000 },
    );
  /** Up to the review, with photos that were found good: the look itself takes a busy machine a while. */
  const checkedAvatar = async (person: Person, name: string) => {
    await beginAvatar(person, name);
    const [avatar] = await stack.rows<{ id: string; owner_id: string }>(
      `select a.id, a.owner_id from avatars a join users u on u.id = a.owner_id
       where u.telegram_id = $1 and a.status = 'draft'`,
      [person.id],
    );
    for (const [at, { bytes }] of (await photos(10)).entries()) {
      const key = `avatars/${avatar!.owner_id}/${avatar!.id}/photos/${at}.jpg`;
      await stack.bucket.putObject(key, bytes);
      await stack.rows(
        `with file as (
           insert into incoming_files (owner_id, bot_id, telegram_file_id, purpose, object_key, trace_id, status)
           values ($1, $2, $3, 'avatar-photo', $3, 't', 'removed') returning id)
         insert into avatar_photos (avatar_id, file_id, status, object_key, sha256, width, height, checked_at)
         select $4, id, 'accepted', $5, $3, 900, 900, now() from file`,
        [avatar!.owner_id, stack.botId, `${secret}-${at}`, avatar!.id, key],
      );
    }
    await person.say('all there?');
    await person.press(/Continue/);
    await person.hears('Please check');
  };
  const livedIn = async (person: Person) => {
    await withPictures(stack, person, [`${secret} picture one`, `${secret} picture two`]);
    await person.say(`${secret} question`);
    await eventually(async () => {
      const rows = await stack.rows(
        `select 1 from answers where chat_id = $1 and status = 'ready'`,
        [person.id],
      );
      expect(rows).toHaveLength(1);
    });
    await person.send('voice', [voice('en-short')]);
    await eventually(
      async () => {
        const rows = await stack.rows(
          `select 1 from transcripts where chat_id = $1 and status = 'ready'`,
          [person.id],
        );
        expect(rows).toHaveLength(1);
      },
      { timeoutMs: 20_000 },
    );
  };

  it('should come to them as files, and then be gone from every table, object and key', async () => {
    const [person, other] = [await welcomed(stack), await welcomed(stack)];
    await livedIn(person);
    await withPictures(stack, other, ['of another']);
    const owner = await ownerOf(person);
    const otherOwner = await ownerOf(other);
    const before = (await rowsWith(otherOwner)).length;

    await person.say('/privacy');
    await person.hears('Your data');
    await person.press(/Download my data/);
    const file = await person.hears('Your data, file 1 of 1', 60_000);
    expect(file.media?.fileName).toMatch(/^aisha-data-\d{4}-\d\d-\d\d\.zip$/);
    const entries = await entriesOf(await person.file(file.media!.fileId));
    const text = [...entries].map(([name, bytes]) => `${name} ${String(bytes)}`).join('\n');
    expect(text).toContain(`${secret} question`);
    expect(text).toContain(`${secret} picture two`);
    expect([...entries.keys()].filter((name) => /^pictures\//.test(name))).toHaveLength(2);
    expect([...entries.keys()].filter((name) => /^recordings\//.test(name))).toHaveLength(1);
    expect([...entries.keys()].filter((name) => /^transcripts\//.test(name))).toHaveLength(1);
    await person.say('/export');
    await person.hears('gathered today already');

    // A training that goes on, and that FAL ends only after they have gone.
    await checkedAvatar(person, 'Zqavatar');
    await stack.order('fal', { on: 'training', action: { kind: 'slow', ms: 4_000 } });
    await startTraining(person);
    await eventually(async () => {
      const rows = await stack.rows(
        `select 1 from trainings t join avatars a on a.id = t.avatar_id
         where a.owner_id = $1 and t.status = 'submitted'`,
        [owner],
      );
      expect(rows).toHaveLength(1);
    });
    const question = await asked(person);
    expect(words(question)).toContain('350 credits');
    const yes = dataOf(question, /Delete for good/);
    await Promise.all([
      person.pressData(question.messageId, yes),
      person.pressData(question.messageId, yes),
    ]);
    await person.hears('Your data is being deleted');
    const receipt = await person.hears(FAREWELL);
    expect(words(receipt)).toMatch(/avatars: 2, pictures: 2/i);
    expect(await stack.rows('select 1 from forgettings where user_id = $1', [owner])).toHaveLength(
      1,
    );
    await closed(owner);
    // FAL has ended it by now: nothing comes of it.
    await eventually(
      async () => {
        const requests = (await (await fetch(`${stack.urls.fal}/_sandbox/requests`)).json()) as {
          status: string;
        }[];
        expect(requests.every(({ status }) => status === 'COMPLETED')).toBe(true);
      },
      { timeoutMs: 20_000 },
    );

    const traces = [String(person.id), secret, 'Zqavatar'];
    expect(await rowsWith(...traces)).toEqual([]);
    expect(await objectsWith(...traces, owner)).toEqual([`deletions/${owner}.json`]);
    await eventually(async () => expect(await redisWith(...traces)).toEqual([]), {
      timeoutMs: 70_000, // counters of messages a minute
    });
    const sums = await stack.rows<{ sum: string }>('select sum(amount) from ledger_postings');
    expect(sums).toEqual([{ sum: '0' }]);
    const left = await stack.rows(
      'select 1 from ledger_accounts where user_id = $1 and balance <> 0',
      [owner],
    );
    expect(left).toEqual([]);
    expect(
      (await stack.rows('select 1 from ledger_transactions where user_id = $1', [owner])).length,
    ).toBeGreaterThanOrEqual(4);
    expect((await rowsWith(otherOwner)).length).toBe(before);

    await person.say('/start');
    await eventually(async () => expect(await ownerOf(person)).not.toBe(owner));
    // New, but not welcomed twice.
    await person.hears('You have 0 credits');
  }, 240_000);

  it('should be deleted to the end although the worker is killed again and again', async () => {
    const person = await welcomed(stack);
    await livedIn(person);
    const owner = await ownerOf(person);
    await asked(person);
    await person.press(/Delete for good/);
    await person.hears('Your data is being deleted');
    for (let kills = 0; kills < 4; kills += 1) await stack.restart('avatar-worker');
    await person.hears(FAREWELL, 60_000);
    await closed(owner);
    const receipts = (await person.answers()).filter((message) =>
      words(message).includes(FAREWELL),
    );
    expect(receipts).toHaveLength(1);
    expect(await rowsWith(String(person.id), secret)).toEqual([]);
  }, 240_000);

  it('should not be deleted by a button of another time, nor served while it goes', async () => {
    const person = await welcomed(stack);
    await stack.app('avatar-worker').stop('SIGKILL');
    try {
      const question = await asked(person);
      const yes = dataOf(question, /Delete for good/);
      await withPictures(stack, person, ['one more']);
      expect(await person.pressData(question.messageId, yes)).toContain('out of date');
      await person.hears(/pictures 1/);
      await asked(person);
      await person.press(/Delete for good/);
      const leaving = await person.hears('Your data is being deleted');
      const receipt = /[0-9a-f-]{36}/.exec(words(leaving))![0];
      await person.say('/balance');
      await person.press(/Menu/).catch(() => undefined);
      await eventually(async () => {
        const told = (await person.answers()).filter((each) => words(each).includes(receipt));
        expect(told.length).toBeGreaterThanOrEqual(2);
      });
      expect((await person.answers()).some((each) => /Your balance/.test(words(each)))).toBe(false);
    } finally {
      stack.app('avatar-worker').start();
    }
    await stack.healthy('avatar-worker');
    await person.hears(FAREWELL, 60_000);
  }, 120_000);

  it('should go again by itself when a restored database brings it back', async () => {
    const person = await welcomed(stack);
    await withPictures(stack, person, [`${secret} restored`]);
    const owner = await ownerOf(person);
    const copies = await Promise.all(
      ['users', 'avatars', 'images'].map(async (table) => {
        const which = table === 'users' ? 'id' : 'owner_id';
        const rows = await stack.rows<{ row: object }>(
          `select to_jsonb(t) as row from ${table} t where ${which} = $1`,
          [owner],
        );
        return { table, rows: rows.map(({ row }) => JSON.stringify(row)) };
      }),
    );
    await forgotten(person);
    await closed(owner);
    await stack.rows('delete from forgettings where user_id = $1', [owner]);
    for (const { table, rows } of copies) {
      for (const row of rows) {
        if (table === 'users') {
          await stack.rows(
            `update users u set telegram_id = r.telegram_id, first_name = r.first_name, leaving_at = null
             from jsonb_populate_record(null::users, $1) r where u.id = r.id`,
            [row],
          );
        } else {
          await stack.rows(
            `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`,
            [row],
          );
        }
      }
    }
    expect(await rowsWith(String(person.id), secret)).not.toEqual([]);
    await stack.restart('avatar-worker');
    await closed(owner);
    expect(await rowsWith(String(person.id), secret)).toEqual([]);
  }, 120_000);
});
