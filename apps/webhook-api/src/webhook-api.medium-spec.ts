import { createHmac, randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { checkObject, collectTraining } from '@aisha/contracts';
import { ConfigModule, HealthModule, redisConnection } from '@aisha/platform';
import { createTestDatabase, testRedisUrl } from '@aisha/testing';
import { Queue } from 'bullmq';
import pg from 'pg';
import { AppModule } from './app.module';
import { rawBodies } from './raw-bodies';
import { FalSigner } from './signed-callback.fixture';

const SECRET = 'a secret for callbacks';
const MINIO_TOKEN = 'token-of-the-bucket';

describe('webhook-api', () => {
  let app: NestFastifyApplication;
  let signer: FalSigner;
  let database: pg.Client;
  let databaseUrl: string;
  let redisUrl: string;
  let closeDatabase: () => Promise<void>;

  beforeAll(async () => {
    signer = await FalSigner.start();
    const { url, close } = await createTestDatabase();
    [databaseUrl, closeDatabase] = [url, close];
    database = new pg.Client(url);
    await database.connect();
    redisUrl = await testRedisUrl();
    app = await startApp();
  });
  afterAll(async () => {
    await app.close();
    await database.end();
    await Promise.all([closeDatabase(), signer.close()]);
  });

  const startApp = async () => {
    const config = {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      FAL_WEBHOOK_JWKS_URL: signer.jwksUrl,
      CALLBACK_SECRET: SECRET,
      MINIO_WEBHOOK_TOKEN: MINIO_TOKEN,
    };
    const module = await Test.createTestingModule({
      imports: [ConfigModule.forRoot(config), HealthModule.forRole('webhook-api'), AppModule],
    }).compile();
    const adapter = new FastifyAdapter({ bodyLimit: 1_048_576 });
    const made = module.createNestApplication<NestFastifyApplication>(adapter, { rawBody: true });
    made.useLogger(false);
    rawBodies(made);
    await made.listen(0, '127.0.0.1');
    return made;
  };

  const insert = async (sql: string, values: unknown[] = []) =>
    ((await database.query(`${sql} returning id`, values)).rows[0] as { id: string }).id;
  const person = () =>
    insert(`insert into users (telegram_id, first_name, language) values ($1, 'Asel', 'ru')`, [
      randomInt(1e9),
    ]);
  const jobsIn = async (name: string): Promise<unknown[]> => {
    const connection = redisConnection({ REDIS_URL: redisUrl }, 'producer');
    const queue = new Queue(name, { connection });
    const jobs = await queue.getJobs(['waiting', 'active', 'delayed']);
    await queue.close();
    connection.disconnect();
    return jobs.map(({ data }: { data: { payload: unknown } }) => data.payload);
  };
  const post = async (path: string, headers: Record<string, string>, body: string, to = app) => {
    const address = await to.getUrl();
    const answer = await fetch(`${address}${path}`, { method: 'POST', headers, body });
    return [answer.status, await answer.json()];
  };
  const counted = async (line: string) =>
    (await (await fetch(`${await app.getUrl()}/metrics`)).text()).includes(line);

  describe('called by FAL', () => {
    let trainingId: string;
    let requestId: string;

    beforeEach(async () => {
      signer.keysAreServed = true;
      const owner = await person();
      const avatar = await insert(
        `insert into avatars (owner_id, name, gender, status, trigger_phrase)
         values ($1, 'A', 'female', 'training', 'TOK_1')`,
        [owner],
      );
      const hold = await insert(`insert into holds (user_id, key, amount) values ($1, $2, 150)`, [
        owner,
        randomUUID(),
      ]);
      requestId = randomUUID();
      trainingId = await insert(
        `insert into trainings (avatar_id, hold_id, bot_id, chat_id, trace_id, status, attempt, request_id)
         values ($1, $2, 1, 1, 'trace', 'submitted', 1, $3)`,
        [avatar, hold, requestId],
      );
    });

    const token = (attempt = 1) => {
      const text = `training.${trainingId}.${attempt}`;
      return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
    };
    const body = () => JSON.stringify({ request_id: requestId, status: 'OK', payload: null });
    const call = (given: string, headers = signer.headers(given), job = token()) =>
      post(`/webhooks/fal?job=${encodeURIComponent(job)}`, headers, given);

    it('should take a true callback once, and have the worker ask FAL', async () => {
      expect(await call(body())).toEqual([200, { status: 'accepted' }]);
      expect(await call(body())).toEqual([200, { status: 'duplicate' }]);
      expect(await jobsIn(collectTraining.queue)).toContainEqual({ trainingId });
      expect(await counted('fal_callbacks_total{outcome="accepted"} 1')).toBe(true);
      expect(await counted('fal_callbacks_total{outcome="duplicate"} 1')).toBe(true);
    });

    it('should refuse a body that is not the one that was signed', async () => {
      const headers = signer.headers(body());
      expect(await call(`${body()} `, headers)).toEqual([401, { status: 'wrong-signature' }]);
    });

    it('should refuse a callback from another time', async () => {
      const old = signer.headers(body(), Date.now() - 301_000);
      expect(await call(body(), old)).toEqual([401, { status: 'stale' }]);
      const early = signer.headers(body(), Date.now() + 302_000);
      expect(await call(body(), early)).toEqual([401, { status: 'stale' }]);
    });

    it.each(['request-id', 'user-id', 'timestamp', 'signature'])(
      'should refuse a callback without its %s',
      async (name) => {
        const headers = signer.headers(body());
        delete headers[`x-fal-webhook-${name}`];
        expect(await call(body(), headers)).toEqual([401, { status: 'missing-header' }]);
      },
    );

    it('should refuse a signed callback whose token is not ours', async () => {
      const forged = `${token().slice(0, -3)}AAA`;
      for (const job of [forged, '', 'training']) {
        expect(await call(body(), undefined, job)).toEqual([401, { status: 'forged-token' }]);
      }
      const stored = await database.query(
        'select 1 from provider_callbacks where request_id = $1',
        [requestId],
      );
      expect(stored.rowCount).toBe(0);
    });

    it('should have a callback about an unknown request delivered again', async () => {
      const other = JSON.stringify({ request_id: 'another', status: 'OK' });
      expect(await call(other)).toEqual([404, { status: 'unknown' }]);
      expect(await call(body(), undefined, token(2))).toEqual([404, { status: 'unknown' }]);
    });

    it.each(['', '{', '[]', '{"status":"OK"}', '{"request_id":7}', '{"request_id":"a b"}'])(
      'should refuse the signed nonsense %j',
      async (nonsense) => {
        expect(await call(nonsense)).toEqual([400, { status: 'malformed' }]);
      },
    );

    it('should look at the signature before anything else', async () => {
      const headers = { ...signer.headers(body()), 'content-type': 'text/plain' };
      expect(await call('{', headers)).toEqual([401, { status: 'wrong-signature' }]);
    });

    it('should refuse a body of more than 1 MiB without waiting for it', async () => {
      const headers = { ...signer.headers(''), 'content-length': 1_048_577 };
      const url = `${await app.getUrl()}/webhooks/fal?job=${token()}`;
      const calling = request(url, { method: 'POST', headers });
      calling.flushHeaders();
      const [answer] = (await once(calling, 'response')) as [IncomingMessage];
      calling.destroy();
      expect(answer.statusCode).toBe(413);
      expect(await counted('fal_callbacks_total{outcome="too-large"} 1')).toBe(true);
    });

    it("should ask FAL to come again while FAL's keys cannot be had", async () => {
      signer.keysAreServed = false;
      const other = await startApp();
      const answer = await post(
        `/webhooks/fal?job=${token()}`,
        signer.headers(body()),
        body(),
        other,
      );
      await other.close();
      expect(answer).toEqual([503, { status: 'keys-unavailable' }]);
    });
  });

  describe('called by the storage', () => {
    const event = (key: string) => ({
      EventName: 's3:ObjectRemoved:Delete',
      Key: `aisha/${key}`,
      Records: [{ s3: { bucket: { name: 'aisha' }, object: { key: encodeURIComponent(key) } } }],
    });
    const call = (body: object | string, authorization = `Bearer ${MINIO_TOKEN}`) => {
      const headers = { authorization, 'content-type': 'application/json' };
      return post(
        '/webhooks/minio',
        headers,
        typeof body === 'string' ? body : JSON.stringify(body),
      );
    };
    const wanted = async () => {
      const key = `incoming/avatar-photo/${randomUUID()}/${randomUUID()}`;
      const id = await insert(
        `insert into incoming_files (owner_id, bot_id, telegram_file_id, purpose, object_key, trace_id)
         values ($1, 1, 'f', 'avatar-photo', $2, 'trace')`,
        [await person(), key],
      );
      return { key, id };
    };

    it('should have the gateway look at a file that a person sent', async () => {
      const { key, id } = await wanted();
      expect(await call(event(key))).toEqual([200, { status: 'accepted' }]);
      expect(await jobsIn(checkObject.queue)).toContainEqual({ fileId: id });
      expect(await counted('minio_events_total{outcome="accepted"} 1')).toBe(true);
    });

    it.each(['incoming/nobody/knows/it', 'images/a/b.jpg', '../incoming/x'])(
      'should ignore %s',
      async (key) => {
        expect(await call(event(key))).toEqual([200, { status: 'ignored' }]);
      },
    );

    it.each(['{', '{}', '[]', '{"Records":[{}]}'])(
      'should refuse the nonsense %s',
      async (body) => {
        expect(await call(body)).toEqual([400, { status: 'malformed' }]);
      },
    );

    it.each([
      'Bearer wrong',
      'Bearer ',
      MINIO_TOKEN,
      `Basic ${MINIO_TOKEN}`,
      `bearer ${MINIO_TOKEN}x`,
    ])('should refuse whoever shows %s', async (authorization) => {
      const { key } = await wanted();
      expect(await call(event(key), authorization)).toEqual([401, { status: 'unauthorized' }]);
    });
  });
});
