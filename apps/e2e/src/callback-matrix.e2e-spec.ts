import { createHmac } from 'node:crypto';
import { freePort } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import { FalLog } from './harness/fal-log';
import { askForPicture, withAvatar } from './harness/journeys';
import type { Person } from './harness/person';
import { callRaw, type RawCall } from './harness/raw-call';
import { RoundRobin } from './harness/round-robin';
import { Stack } from './harness/stack';

const SECRET = 'webhook-secret_of-the-tests';
const FAL = '/webhooks/fal';
const MINIO = '/webhooks/minio';
const TELEGRAM = '/telegram/webhook';
/** As webhook-api and the gateway take in at most. */
const LIMIT = 1_048_576;
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** Webhook-api with another account of FAL, and one that cannot have FAL's keys. */
const PINNED = 'webhook-api-pinned';
const BLIND = 'webhook-api-blind';

type Outcome = string;
/** What is sent, the status, and the outcome that is counted; and whom it goes to, if not webhook-api itself. */
type Case = [
  what: string,
  call: () => RawCall | Promise<RawCall>,
  status: number,
  outcome?: Outcome,
  instance?: string,
];

describe('the matrix of callbacks', () => {
  let stack: Stack;
  let forwarder: RoundRobin;
  let person: Person;
  let webhookPort: number;
  /** The job that FAL never ends, and one that is done and paid. */
  let open: { id: string; rowId: string; token: string };
  let done: typeof open;

  beforeAll(async () => {
    webhookPort = await freePort();
    forwarder = await RoundRobin.before([webhookPort]);
    stack = await Stack.start({
      BOT_MODE: 'webhook',
      TELEGRAM_WEBHOOK_URL: forwarder.url + TELEGRAM,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      WEBHOOK_HOST: '127.0.0.1',
      WEBHOOK_PORT: String(webhookPort),
    });
    await stack.addReplica('webhook-api', PINNED, { FAL_WEBHOOK_USER_ID: 'our-own-account' });
    await stack.addReplica('webhook-api', BLIND, {
      FAL_WEBHOOK_JWKS_URL: 'http://127.0.0.1:1/keys',
    });
    person = await withAvatar(stack);
    await askForPicture(person, 'a picture that is finished', '1:1');
    done = await lastJob('succeeded');
    await stack.order('fal', { on: 'image', times: 1, action: { kind: 'never' } });
    await askForPicture(person, 'a picture that waits', '1:1');
    open = await lastJob('submitted');
  });
  afterAll(async () => {
    await stack?.close();
    await forwarder?.close();
  });

  const lastJob = (status: string) =>
    eventually(async () => {
      const [row] = await stack.rows<{ id: string; requestId: string; attempt: number }>(
        `select id, request_id as "requestId", attempt from images
         where status = $1 and request_id is not null order by created_at desc limit 1`,
        [status],
      );
      if (!row) throw new Error(`no image is ${status}`);
      return { id: row.requestId, rowId: row.id, token: token(row.id, row.attempt) };
    });

  const token = (rowId: string, attempt: number, subject = 'image', secret?: string) => {
    const text = `${subject}.${rowId}.${attempt}`;
    const key = secret ?? stack.secrets.CALLBACK_SECRET;
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };
  const fal = (job: string) => `${FAL}?job=${encodeURIComponent(job)}`;
  const bodyOf = (requestId = open.id, more: object = {}) =>
    JSON.stringify({ request_id: requestId, status: 'OK', payload: { images: [] }, ...more });

  /** The headers with which FAL signs a body. */
  const signed = async (body: string, options: object = {}): Promise<Record<string, string>> => {
    const answer = await fetch(new URL('/_sandbox/sign', stack.urls.fal), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requestId: open.id, body, ...options }),
    });
    return ((await answer.json()) as { headers: Record<string, string> }).headers;
  };
  const now = () => Math.floor(Date.now() / 1_000);

  /** A true callback of the open job, with something changed. */
  const forged = async (change: Partial<RawCall> = {}, headers: RawCall['headers'] = {}) => {
    const body = bodyOf();
    const all: Record<string, string | string[]> = {
      'content-type': 'application/json',
      ...(await signed(body)),
      ...headers,
    };
    return { path: fal(open.token), body, headers: all, ...change };
  };
  const without = async (name: string) => {
    const call = await forged();
    return { ...call, headers: { ...call.headers, [`x-fal-webhook-${name}`]: [] } };
  };
  /** Signed by FAL, but with another body or token. */
  const about = async (body: string, job = open.token, options: object = {}) => ({
    path: fal(job),
    body,
    headers: await signed(body, options),
  });
  const at = async (timestamp: number) => about(bodyOf(), open.token, { timestamp });
  const withJob = (job: string) => about(bodyOf(), job);

  const event = (key: string, bucket = stack.bucket.name) =>
    JSON.stringify({
      EventName: 's3:ObjectRemoved:Delete',
      Key: `${bucket}/${key}`,
      Records: [{ s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key) } } }],
    });
  const bearer = () => `Bearer ${stack.secrets.MINIO_WEBHOOK_TOKEN}`;
  const minio = (body: string, authorization: string | undefined = bearer()): RawCall => ({
    path: MINIO,
    body,
    headers: authorization ? { authorization } : {},
  });
  const telegram = (body: string, secret: string | string[] = SECRET): RawCall => ({
    path: TELEGRAM,
    body,
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': secret,
    },
  });
  const update = (id: unknown) => JSON.stringify({ update_id: id });

  const COUNTERS: Record<string, [app: string, counter: string]> = {
    [FAL]: ['webhook-api', 'fal_callbacks_total'],
    [MINIO]: ['webhook-api', 'minio_events_total'],
    [TELEGRAM]: ['bot-gateway', 'webhook_requests_total'],
  };
  const counted = async (instance: string, counter: string, outcome: Outcome) => {
    const metrics = await (await fetch(`${stack.address(instance)}/metrics`)).text();
    const line = `${counter}{outcome="${outcome}"} `;
    const found = metrics.split('\n').find((each) => each.startsWith(line));
    return Number(found?.slice(line.length) ?? 0);
  };

  /** All that a callback could have changed. */
  const state = async () => {
    const [row] = await stack.rows(
      `select (select count(*) from provider_callbacks) as callbacks,
              (select count(*) from inbox_updates) as updates,
              (select count(*) from outbound_messages) as messages,
              (select json_agg(json_build_object(i.id, i.status, i.id, i.attempt) order by i.id) from images i) as images,
              (select json_agg(json_build_object(t.id, t.status) order by t.id) from trainings t) as trainings,
              (select json_agg(json_build_object(f.id, f.status) order by f.id) from incoming_files f) as files,
              (select json_agg(json_build_object(h.id, h.status) order by h.id) from holds h) as holds,
              (select count(*) from ledger_postings) as postings,
              (select coalesce(sum(amount), 0) from ledger_postings) as imbalance`,
    );
    return { ...(row as object), balance: await stack.balance(person) };
  };

  const play = async ([, call, status, outcome, instance]: Case) => {
    const made = await call();
    const route = made.path.split('?')[0]!;
    const [app, counter] = COUNTERS[route] ?? ['webhook-api', ''];
    const to = instance ?? app;
    const address = route.startsWith('/telegram')
      ? `http://127.0.0.1:${webhookPort}`
      : stack.address(to);
    const tally = () => (outcome ? counted(to, counter, outcome) : Promise.resolve(0));
    const [before, seen] = [await state(), await tally()];
    const answer = await callRaw(address, made);
    expect(answer.status).toBe(status);
    // A word of ours or the status, and nothing of what stands behind it.
    expect(answer.body).toMatch(
      /^(|\{"status":"[a-z-]+"\}|\{"statusCode":\d+,"message":"[A-Za-z ]+"\}|\{[^}]*"message":"a bearer token is needed"[^}]*\}|\{"error":"Bad Request","message":"Client Error","statusCode":400\})$/,
    );
    if (outcome) expect(await tally()).toBe(seen + 1);
    expect(await state()).toEqual(before);
  };

  const cases: Case[] = [
    [
      'FAL: no signature at all',
      () => ({ path: fal(open.token), body: bodyOf() }),
      401,
      'missing-header',
    ],
    ['FAL: no request id', () => without('request-id'), 401, 'missing-header'],
    ['FAL: no account', () => without('user-id'), 401, 'missing-header'],
    ['FAL: no time', () => without('timestamp'), 401, 'missing-header'],
    ['FAL: no signature header', () => without('signature'), 401, 'missing-header'],
    [
      'FAL: a signature that is no hex',
      () => forged({}, { 'x-fal-webhook-signature': 'z'.repeat(128) }),
      401,
      'malformed-header',
    ],
    [
      'FAL: half a signature',
      () => forged({}, { 'x-fal-webhook-signature': 'a'.repeat(64) }),
      401,
      'malformed-header',
    ],
    [
      'FAL: a signature of other bytes',
      () => forged({}, { 'x-fal-webhook-signature': 'ab'.repeat(64) }),
      401,
      'wrong-signature',
    ],
    [
      'FAL: another body than was signed',
      () => forged({ body: bodyOf(open.id, { status: 'ERROR' }) }),
      401,
      'wrong-signature',
    ],
    [
      'FAL: a body with one more space',
      async () => forged({ body: `${bodyOf()} ` }),
      401,
      'wrong-signature',
    ],
    [
      'FAL: a signature of another request',
      () => forged({}, { 'x-fal-webhook-request-id': NOBODY }),
      401,
      'wrong-signature',
    ],
    [
      'FAL: a signature of another account',
      () => forged({}, { 'x-fal-webhook-user-id': 'somebody' }),
      401,
      'wrong-signature',
    ],
    [
      'FAL: a signature of another second',
      () => forged({}, { 'x-fal-webhook-timestamp': String(now() - 1) }),
      401,
      'wrong-signature',
    ],
    ['FAL: a signed time of 301 s ago', () => at(now() - 301), 401, 'stale'],
    ['FAL: a signed time in the future', () => at(now() + 330), 401, 'stale'],
    [
      'FAL: a time of the last century',
      () => forged({}, { 'x-fal-webhook-timestamp': '0' }),
      401,
      'stale',
    ],
    [
      'FAL: a time that is no number',
      () => forged({}, { 'x-fal-webhook-timestamp': 'now' }),
      401,
      'malformed-header',
    ],
    [
      'FAL: a time below zero',
      () => forged({}, { 'x-fal-webhook-timestamp': '-5' }),
      401,
      'malformed-header',
    ],
    [
      'FAL: a time with an exponent',
      () => forged({}, { 'x-fal-webhook-timestamp': '1e9' }),
      401,
      'malformed-header',
    ],
    [
      'FAL: two signatures, the first one wrong',
      async () => {
        const { headers, ...call } = await forged();
        const both = ['ab'.repeat(64), headers['x-fal-webhook-signature']! as string];
        return { ...call, headers: { ...headers, 'x-fal-webhook-signature': both } };
      },
      401,
      'malformed-header',
    ],
    [
      'FAL: two times',
      () => forged({}, { 'x-fal-webhook-timestamp': [String(now()), String(now())] }),
      401,
      'malformed-header',
    ],
    ['FAL: no token', async () => ({ ...(await forged()), path: FAL }), 401, 'forged-token'],
    ['FAL: an empty token', () => withJob(''), 401, 'forged-token'],
    ['FAL: a token cut short', () => withJob(open.token.slice(0, -1)), 401, 'forged-token'],
    [
      'FAL: a token with a letter changed',
      () => withJob(open.token.replace(/.{2}$/, 'AA')),
      401,
      'forged-token',
    ],
    [
      'FAL: a token for a training',
      () => withJob(open.token.replace('image', 'training')),
      401,
      'forged-token',
    ],
    [
      'FAL: a token of another attempt',
      () => withJob(open.token.replace(/\.1\./, '.2.')),
      401,
      'forged-token',
    ],
    [
      'FAL: a token signed by another secret',
      () => withJob(token(open.rowId, 1, 'image', 'a guess')),
      401,
      'forged-token',
    ],
    [
      'FAL: two tokens',
      async () => ({
        ...(await forged()),
        path: `${fal('x')}&job=${encodeURIComponent(open.token)}`,
      }),
      401,
      'forged-token',
    ],
    ['FAL: SQL in place of a token', () => withJob("image.' or 1=1 --.1.x"), 401, 'forged-token'],
    ['FAL: our token of a row that is not there', () => withJob(token(NOBODY, 1)), 404, 'unknown'],
    [
      'FAL: our token of an attempt not yet made',
      () => withJob(token(open.rowId, 2)),
      404,
      'unknown',
    ],
    [
      'FAL: our token of the other kind of work',
      () => withJob(token(open.rowId, 1, 'training')),
      404,
      'unknown',
    ],
    ['FAL: our token of another row', () => withJob(done.token), 404, 'unknown'],
    [
      'FAL: a request that nobody made',
      () => about(bodyOf(NOBODY), open.token, { requestId: NOBODY }),
      404,
      'unknown',
    ],
    ['FAL: the request of another row', () => about(bodyOf(done.id)), 404, 'unknown'],
    ['FAL: a body that is no JSON', () => about('not json'), 400, 'malformed'],
    ['FAL: an empty body', () => about(''), 400, 'malformed'],
    ['FAL: a body without a request', () => about('{"status":"OK"}'), 400, 'malformed'],
    ['FAL: a request id with a path in it', () => about(bodyOf('../../admin')), 400, 'malformed'],
    [
      'FAL: a request id that is an object',
      () => about('{"request_id":{"$ne":1}}'),
      400,
      'malformed',
    ],
    ['FAL: deeply nested JSON', () => about('['.repeat(50_000)), 400, 'malformed'],
    [
      'FAL: more than 1 MiB by its length',
      () => forged({ body: 'x'.repeat(LIMIT + 1) }),
      413,
      'too-large',
    ],
    [
      'FAL: more than 1 MiB in pieces',
      () => forged({ body: 'x'.repeat(LIMIT + 1), chunked: true }),
      413,
      'too-large',
    ],
    [
      'FAL: the wrong type, unsigned',
      () => ({ path: fal(open.token), body: '<x/>', headers: { 'content-type': 'text/xml' } }),
      401,
      'missing-header',
    ],
    ['FAL: by GET', () => forged({ method: 'GET', body: '' }), 404, 'unreadable'],
    ['FAL: by PUT', () => forged({ method: 'PUT' }), 404, 'unreadable'],
    ['FAL: a path with dots', () => forged({ path: `/webhooks/x/../fal?job=${open.token}` }), 404],
    [
      'FAL: a path with a double slash',
      () => forged({ path: `//webhooks/fal?job=${open.token}` }),
      404,
    ],
    ['FAL: a path that cannot be decoded', () => forged({ path: '/webhooks/%E0%A4%A' }), 400],
    ['FAL: a path below it', () => forged({ path: '/webhooks/fal/admin' }), 404],
    [
      'FAL: a replay of a callback whose work is done',
      () => about(bodyOf(done.id), done.token, { requestId: done.id }),
      200,
      'duplicate',
    ],
    ['FAL: of an account that is not ours', forged, 401, 'foreign-account', PINNED],
    ['FAL: while its keys cannot be had', forged, 503, 'keys-unavailable', BLIND],

    ['S3: no token', () => ({ path: MINIO, body: event('incoming/x') }), 401, 'unauthorized'],
    ['S3: a wrong token', () => minio(event('incoming/x'), 'Bearer guess'), 401, 'unauthorized'],
    [
      'S3: the token alone',
      () => minio(event('incoming/x'), stack.secrets.MINIO_WEBHOOK_TOKEN),
      401,
      'unauthorized',
    ],
    [
      'S3: the token by another scheme',
      () => minio(event('incoming/x'), `Basic ${stack.secrets.MINIO_WEBHOOK_TOKEN}`),
      401,
      'unauthorized',
    ],
    [
      'S3: a token with a letter more',
      () => minio(event('incoming/x'), `${bearer()}x`),
      401,
      'unauthorized',
    ],
    [
      'S3: an object that we do not know',
      () => minio(event('incoming/nobody/knows')),
      200,
      'ignored',
    ],
    ['S3: a key that climbs', () => minio(event('incoming/../../etc/passwd')), 200, 'ignored'],
    ['S3: a key outside of what people send', () => minio(event('deletions/1')), 200, 'ignored'],
    ['S3: another bucket', () => minio(event('incoming/x', 'somebodys')), 200, 'ignored'],
    ['S3: an empty body', () => minio(''), 400, 'malformed'],
    ['S3: no JSON', () => minio('{'), 400, 'malformed'],
    ['S3: no records', () => minio('{"Records":[]}'), 400, 'malformed'],
    [
      'S3: a key that cannot be decoded',
      () => minio('{"Records":[{"s3":{"object":{"key":"%E0%A4%A"}}}]}'),
      400,
      'malformed',
    ],
    ['S3: more than 1 MiB', () => minio('x'.repeat(LIMIT + 1)), 413, 'too-large'],
    ['S3: by GET', () => ({ ...minio(''), method: 'GET' }), 404, 'unreadable'],

    ['Telegram: no secret', () => telegram(update(900_001), []), 401, 'unauthorized'],
    ['Telegram: a wrong secret', () => telegram(update(900_002), 'a guess'), 401, 'unauthorized'],
    [
      'Telegram: the secret twice',
      () => telegram(update(900_003), [SECRET, SECRET]),
      401,
      'unauthorized',
    ],
    [
      'Telegram: the secret in the address',
      () => ({ path: `${TELEGRAM}?secret_token=${SECRET}`, body: update(900_004) }),
      401,
      'unauthorized',
    ],
    ['Telegram: no JSON', () => telegram('{'), 400, 'malformed'],
    ['Telegram: an empty body', () => telegram(''), 400, 'malformed'],
    ['Telegram: no update id', () => telegram('{"message":{}}'), 400, 'malformed'],
    ['Telegram: an update id in words', () => telegram(update('7')), 400, 'malformed'],
    ['Telegram: more than 1 MiB', () => telegram('x'.repeat(LIMIT + 1)), 413, 'too-large'],
    [
      'Telegram: more than 1 MiB in pieces',
      () => ({ ...telegram('x'.repeat(LIMIT + 1)), chunked: true }),
      413,
      'too-large',
    ],
    [
      'Telegram: an update that was handled',
      async () => {
        const [row] = await stack.rows<{ payload: string }>(
          'select payload from inbox_updates limit 1',
        );
        return telegram(row!.payload);
      },
      200,
      'taken',
    ],
    ['Telegram: by GET', () => ({ ...telegram(''), method: 'GET' }), 405],
    [
      'Telegram: a path below it',
      () => ({ ...telegram(update(900_005)), path: `${TELEGRAM}/x` }),
      404,
    ],

    [
      'the controller: no token',
      () => ({ path: '/status', method: 'GET' }),
      401,
      undefined,
      'standby-controller',
    ],
    [
      'the controller: a wrong token',
      () => ({ path: '/status', method: 'GET', headers: { authorization: 'Bearer guess' } }),
      401,
      undefined,
      'standby-controller',
    ],
    [
      'the controller: the token by another scheme',
      () => ({
        path: '/failover',
        headers: {
          authorization: `Basic ${Buffer.from(`:${stack.secrets.CONTROL_TOKEN}`).toString('base64')}`,
        },
      }),
      401,
      undefined,
      'standby-controller',
    ],
    [
      'the controller: no JSON, before its token is looked at',
      () => ({
        path: '/failover',
        body: '{',
        headers: { 'content-type': 'application/json' },
      }),
      400,
      undefined,
      'standby-controller',
    ],
  ];

  it.each(cases)('should refuse and count, and change nothing: %s', async (...row) => play(row));

  it('should refuse what an old key of FAL signed, once FAL has another', async () => {
    const old = await forged();
    await new FalLog(stack).rotateKeys();
    // The first word that another key signed has the keys fetched again, at most every ten seconds.
    const news = () => about(bodyOf(NOBODY), open.token, { requestId: NOBODY });
    const isKnown = async () =>
      expect((await callRaw(stack.address('webhook-api'), await news())).status).toBe(404);
    await eventually(isKnown, { timeoutMs: 20_000 });
    await play(['an old key', () => old, 401, 'wrong-signature']);
  });

  it('should refuse the token of an older attempt', async () => {
    await stack.rows('update images set attempt = 2 where id = $1', [done.rowId]);
    const call = () => about(bodyOf(done.id), done.token, { requestId: done.id });
    await play(['an older attempt', call, 404, 'unknown']);
  });

  it('should take the true callback all the same, once', async () => {
    const callback = async () =>
      (await callRaw(stack.address('webhook-api'), await forged())).status;
    const [accepted, duplicates] = [
      await counted('webhook-api', 'fal_callbacks_total', 'accepted'),
      await counted('webhook-api', 'fal_callbacks_total', 'duplicate'),
    ];
    expect([await callback(), await callback()]).toEqual([200, 200]);
    expect(await counted('webhook-api', 'fal_callbacks_total', 'accepted')).toBe(accepted + 1);
    expect(await counted('webhook-api', 'fal_callbacks_total', 'duplicate')).toBe(duplicates + 1);
  });
});
