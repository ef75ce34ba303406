import { createTestDatabase, eventually, type TestDatabase, testRedisUrl } from '@aisha/testing';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { APPS, Stack } from './harness/stack';

const MIGRATE = path.resolve(__dirname, '../../../dist/tools/migrate/main.js');
const OPERATOR = 5_000_000_001;
const PATIENCE_MS = 40_000;
const QUESTIONS = ['What is alpha?', 'What is beta?', 'What is gamma?'];
const NEW_QUESTION = 'What is new?';
const NEWS = 'A new model';
const AFTER = 'bot-gateway-after';

describe('a stack whose database was restored from a backup', () => {
  let stack: Stack;
  let database: TestDatabase;
  let operator: Person;
  let anna: Person;
  let boris: Person;
  /** Who had the news before the backup, and who had not. */
  let told: Person[];
  let untold: Person[];
  let epoch: number;

  const epochNow = async () => {
    const [row] = await stack.rows<{ epoch: string }>('select epoch from poller_epochs');
    return Number(row!.epoch);
  };
  const copies = async (person: Person, text: string) =>
    (await person.answers()).filter((one) => words(one).includes(text)).length;
  /** What Anna's messages answer, in order. Each repeats the question, and some what was asked before it. */
  const answered = async () =>
    (await anna.answers()).flatMap(
      (message) =>
        [...QUESTIONS, NEW_QUESTION].findLast((question) => words(message).includes(question)) ??
        [],
    );
  const unsent = async () => {
    const [row] = await stack.rows<{ count: number }>(
      `select count(*)::int as count from outbound_messages
       where status in ('pending', 'sending', 'held')`,
    );
    return row!.count;
  };
  const refuse = (person: Person) =>
    stack.order('telegram', {
      method: '*',
      times: 10_000,
      chatId: person.id,
      action: { kind: 'error', code: 500 },
    });
  const asked = async (question: string) => {
    await anna.say(question);
    await eventually(
      async () => {
        const rows = await stack.rows(
          `select 1 from outbound_messages m join answers a on m.notice->>'answerId' = a.id::text
           where a.question = $1 and m.notice->>'kind' = 'answer-ready'`,
          [question],
        );
        expect(rows).toHaveLength(1);
      },
      { timeoutMs: PATIENCE_MS },
    );
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    const servers = { DATABASE_URL: database.url, REDIS_URL: await testRedisUrl() };
    stack = await Stack.start({ OPERATOR_TELEGRAM_IDS: String(OPERATOR) }, { servers });
    operator = await stack.newPerson('en', 'Olga', { id: OPERATOR });
    await operator.say('/start');
    await operator.hears('Hello');
    const people = await Promise.all(Array.from({ length: 6 }, () => welcomed(stack)));
    [anna, boris] = [people[0]!, people[1]!];
    [told, untold] = [[boris, people[2]!], people.slice(3)];
  });
  afterAll(async () => {
    await stack?.close();
    await database?.close();
  });

  it('should be left with answers, news and an update that were not through', async () => {
    await Promise.all([anna, ...untold].map(refuse));
    for (const question of QUESTIONS) await asked(question);
    await operator.say('/admin');
    await operator.press(/^📣 News$/);
    await operator.press(/Write news/);
    await operator.hears('Write the news.');
    await operator.say(`<b>${NEWS}</b>`);
    await operator.hears('This is how it will look');
    await operator.press(/^📣 Send$/);
    for (const person of told) await person.hears(NEWS);
    epoch = await epochNow();

    // The poller of before is not dead: it freezes, and knows nothing of the restore.
    stack.app('bot-gateway').signal('SIGSTOP');
    await Promise.all(
      APPS.filter((name) => name !== 'bot-gateway').map((name) => stack.app(name).stop()),
    );
    await stack.rows(
      `insert into inbox_updates (bot_id, update_id, chat_id, payload, trace_id)
       select bot_id, 999000001, chat_id, replace(payload, '/start', '/help'), 'restored'
       from inbox_updates where chat_id = $1 and payload like '%/start%' limit 1`,
      [boris.id],
    );
    await stack.clearFaults();
  });

  it('should hold all of it, and raise the epoch', async () => {
    const waiting = await unsent();
    expect(waiting).toBeGreaterThanOrEqual(QUESTIONS.length + untold.length);
    const env = { ...process.env, DATABASE_URL: database.url };
    const run = promisify(execFile)(process.execPath, [MIGRATE, '--after-restore'], { env });
    const { stdout } = await run;
    expect(stdout).toContain(`held ${waiting} messages to `);
    expect(stdout).toContain('1 updates, 1 broadcasts; epochs 7000000001: ');
    expect(await epochNow()).toBeGreaterThan(epoch + 1_000_000);
  });

  it('should answer new messages, and send nothing of before, whoever wakes up', async () => {
    await stack.addReplica('bot-gateway', AFTER);
    for (const name of APPS) if (name !== 'bot-gateway') stack.app(name).start();
    await Promise.all(
      APPS.filter((name) => name !== 'bot-gateway').map((name) => stack.healthy(name)),
    );
    await operator.hears('The database was restored from a backup', PATIENCE_MS);
    stack.app('bot-gateway').signal('SIGCONT');

    await boris.say('/balance');
    await boris.hears('500', PATIENCE_MS);
    await anna.say(NEW_QUESTION);
    await anna.hears(NEW_QUESTION, PATIENCE_MS);
    expect(await answered()).toEqual([NEW_QUESTION]);
    for (const person of untold) expect(await copies(person, NEWS)).toBe(0);
    const failovers = await stack.rows<{ to_instance: string; reason: string }>(
      'select to_instance, reason from poller_failovers where epoch > $1 order by epoch',
      [epoch],
    );
    expect(failovers[0]).toEqual({ to_instance: AFTER, reason: 'restored' });
    expect(failovers.filter(({ to_instance }) => to_instance !== AFTER)).toEqual([]);
  });

  it('should send each message once and in order when an operator says so', async () => {
    await operator.press(/^⏸ Held$/);
    await operator.hears(`Results: ${QUESTIONS.length}`);
    await operator.press(/Send all/);
    await anna.hears(QUESTIONS.at(-1)!, PATIENCE_MS);
    for (const person of untold) await person.hears(NEWS, PATIENCE_MS);
    await eventually(async () => expect(await unsent()).toBe(0), { timeoutMs: PATIENCE_MS });
    expect(await answered()).toEqual([NEW_QUESTION, ...QUESTIONS]);
    for (const person of [...told, ...untold]) expect(await copies(person, NEWS)).toBe(1);
    const [update] = await stack.rows('select status from inbox_updates where trace_id = $1', [
      'restored',
    ]);
    expect(update).toEqual({ status: 'done' });
    const [action] = await stack.rows<{ action: string }>(
      `select action from operator_actions where action like 'held-%'`,
    );
    expect(action).toEqual({ action: 'held-send' });
  });
});
