import { freePort } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import pg from 'pg';
import { welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { RoundRobin } from './harness/round-robin';
import { Stack } from './harness/stack';

const SECRET = 'webhook-secret_of-the-tests';
const PATH = '/telegram/webhook';
const READY = 'ready; another gateway holds the lock';
/** Several starts of gateways, on a busy machine. */
const LONG_MS = 180_000;

/** What a gateway in webhook mode needs, listening on this port behind the forwarder. */
const webhookEnv = (forwarder: RoundRobin, port: number) => ({
  BOT_MODE: 'webhook',
  TELEGRAM_WEBHOOK_URL: forwarder.url + PATH,
  TELEGRAM_WEBHOOK_SECRET: SECRET,
  WEBHOOK_HOST: '127.0.0.1',
  WEBHOOK_PORT: String(port),
});

/** Says texts in bursts of three, the next burst after the answers to the last, until it may end. */
async function talk(person: Person, mayEnd: () => boolean): Promise<string[]> {
  const texts: string[] = [];
  do {
    const burst = [1, 2, 3].map((offset) => `text number ${texts.length + offset}.`);
    for (const text of burst) await person.say(text);
    texts.push(...burst);
    await person.hears(burst.at(-1)!, 60_000);
  } while (!mayEnd());
  return texts;
}

/** Which texts the answers in the chat quote first, in the order in which the answers stand there. */
const answered = async (person: Person): Promise<string[]> =>
  (await person.answers()).flatMap(
    (message) => /text number \d+\./.exec(words(message))?.[0] ?? [],
  );

const handled = async (stack: Stack, person: Person): Promise<string[]> => {
  const rows = await stack.rows<{ question: string }>(
    'select question from answers where chat_id = $1 order by created_at',
    [person.id],
  );
  return rows.map(({ question }) => question);
};

const push = (url: string, update: object, secret = SECRET) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': secret,
    },
    body: JSON.stringify(update),
  });

const healthOf = async (stack: Stack, name: string) => {
  const answer = await fetch(`${stack.address(name)}/health`);
  const { checks } = (await answer.json()) as {
    checks: Record<string, { status: string; detail?: string }>;
  };
  return checks;
};

const telegramState = async (stack: Stack) => {
  const answer = await fetch(new URL('/_sandbox/state', stack.urls.telegram));
  return (await answer.json()) as { webhookUrl: string | null; pendingUpdates: number };
};

describe('two gateways behind one webhook', () => {
  const gateways = ['bot-gateway', 'gateway-b'];
  let stack: Stack;
  let forwarder: RoundRobin;

  beforeAll(async () => {
    const ports = [await freePort(), await freePort()];
    forwarder = await RoundRobin.before(ports);
    stack = await Stack.start(webhookEnv(forwarder, ports[0]!));
    await stack.addReplica('bot-gateway', 'gateway-b', { WEBHOOK_PORT: String(ports[1]) });
  });
  afterAll(async () => {
    await stack?.close();
    await forwarder?.close();
  });

  const taken = async (name: string) => {
    const metrics = await (await fetch(`${stack.address(name)}/metrics`)).text();
    return Number(/webhook_requests_total\{outcome="taken"\} (\d+)/.exec(metrics)?.[1] ?? 0);
  };

  it('should share the updates, and answer each chat in order', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => welcomed(stack)));
    const texts = Array.from({ length: 8 }, (_, index) => `text number ${index + 1}.`);
    await Promise.all(
      people.map(async (person) => {
        for (const text of texts) await person.say(text);
        await person.hears(texts.at(-1)!);
      }),
    );
    for (const person of people) {
      expect(await handled(stack, person)).toEqual(texts);
      expect(await answered(person)).toEqual(texts);
    }
    for (const name of gateways) expect(await taken(name)).toBeGreaterThan(0);
  });

  it('should have one of them keep the webhook', async () => {
    expect((await telegramState(stack)).webhookUrl).toBe(forwarder.url + PATH);
    const details = [];
    for (const name of gateways) {
      const checks = await healthOf(stack, name);
      expect(checks.poller).toBeUndefined();
      details.push(checks.webhook?.detail);
    }
    expect(details.sort()).toEqual([READY, expect.stringMatching(/^set, /)]);
  });

  it('should store nothing that comes with a wrong secret', async () => {
    const forged = await push(forwarder.url + PATH, { update_id: 666 }, 'a guess');
    expect(forged.status).toBe(401);
    expect(await stack.rows('select 1 from inbox_updates where update_id = 666')).toEqual([]);
  });

  it('should handle an update once that Telegram sends twice', async () => {
    const person = await welcomed(stack);
    const texts = await talk(person, () => true);
    const repeats = await stack.rows<{ payload: string }>(
      'select payload from inbox_updates where chat_id = $1',
      [person.id],
    );
    for (const { payload } of [...repeats, ...repeats]) {
      expect((await push(forwarder.url + PATH, JSON.parse(payload) as object)).status).toBe(200);
    }
    await person.say('text number 9.');
    await person.hears('text number 9.');
    expect(await handled(stack, person)).toEqual([...texts, 'text number 9.']);
  });

  it(
    'should lose and double nothing when gateways are killed under load',
    async () => {
      const people = await Promise.all(Array.from({ length: 4 }, () => welcomed(stack)));
      let killed = false;
      const talks = people.map((person) => talk(person, () => killed));
      for (const name of gateways) await stack.restart(name, 'SIGKILL');
      killed = true;
      for (const [index, person] of people.entries()) {
        const texts = await talks[index]!;
        expect(await handled(stack, person)).toEqual(texts);
        // An answer whose sender was killed before it knew of its success is sent again.
        expect([...new Set(await answered(person))]).toEqual(texts);
      }
    },
    LONG_MS,
  );

  it('should confirm nothing while Postgres is away, and lose nothing', async () => {
    const person = await welcomed(stack);
    const { host, port, user, password, database } = stack.sql;
    const admin = new pg.Client({ host, port, user, password, database: 'postgres' });
    await admin.connect();
    try {
      await admin.query(`alter database "${database}" allow_connections false`);
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = $1 and application_name like 'aisha%'`,
        [database],
      );
      const refused = await push(forwarder.url + PATH, { update_id: 777 });
      expect(refused.status).toBe(503);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      await person.say('text number 1.');
      await eventually(async () =>
        expect((await telegramState(stack)).pendingUpdates).toBeGreaterThan(0),
      );
    } finally {
      await admin.query(`alter database "${database}" allow_connections true`);
      await admin.end();
    }
    await person.hears('text number 1.', 60_000);
    expect(await handled(stack, person)).toEqual(['text number 1.']);
    for (const name of gateways) await stack.healthy(name);
  });

  it('should leave the webhook to the other gateway on SIGTERM', async () => {
    for (const name of gateways) {
      expect(await stack.app(name).stop('SIGTERM')).toBe(0);
      const [other] = gateways.filter((gateway) => gateway !== name);
      await eventually(async () =>
        expect((await healthOf(stack, other!)).webhook?.detail).toMatch(/^set, /),
      );
      stack.app(name).start();
      await stack.healthy(name);
    }
  });
});

describe('a bot whose mode is changed', () => {
  let stack: Stack;
  let forwarder: RoundRobin;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(async () => {
    await stack?.close();
    await forwarder?.close();
  });

  it(
    'should lose and double nothing from polling to webhook and back under load',
    async () => {
      const people = await Promise.all(Array.from({ length: 4 }, () => welcomed(stack)));
      let isOver = false;
      const talks = people.map((person) => talk(person, () => isOver));

      const port = await freePort();
      forwarder = await RoundRobin.before([port]);
      await stack.addReplica('bot-gateway', 'gateway-w', webhookEnv(forwarder, port));
      expect((await healthOf(stack, 'gateway-w')).webhook?.detail).toBe(READY);
      expect((await telegramState(stack)).webhookUrl).toBeNull();
      await stack.app('bot-gateway').stop('SIGTERM');
      await eventually(async () =>
        expect((await telegramState(stack)).webhookUrl).toBe(forwarder.url + PATH),
      );

      stack.app('bot-gateway').start();
      await stack.healthy('bot-gateway');
      expect((await healthOf(stack, 'bot-gateway')).poller?.detail).toBe('standby');
      expect((await telegramState(stack)).webhookUrl).toBe(forwarder.url + PATH);
      await stack.app('gateway-w').stop('SIGTERM');
      await eventually(async () => expect((await telegramState(stack)).webhookUrl).toBeNull());

      isOver = true;
      for (const [index, person] of people.entries()) {
        const texts = await talks[index]!;
        expect(await handled(stack, person)).toEqual(texts);
        expect(await answered(person)).toEqual(texts);
      }
    },
    LONG_MS,
  );
});
