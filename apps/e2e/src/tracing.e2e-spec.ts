import { eventually } from '@aisha/testing';
import { reviewAvatar, startTraining, welcomed } from './harness/journeys';
import { LogFiles } from './harness/log-files';
import type { Person } from './harness/person';
import { voice } from './harness/samples';
import { type AppName, Stack } from './harness/stack';
import { type CollectedSpan, TraceCollector } from './harness/trace-collector';

/** A process exports what it has each five seconds. */
const EXPORTED = { timeoutMs: 15_000 };

describe('what operators look into', () => {
  let logs: LogFiles;
  let collector: TraceCollector;
  let stack: Stack;
  let person: Person;

  beforeAll(async () => {
    collector = await TraceCollector.open();
    const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    stack = await Stack.start(traced);
    logs = new LogFiles(stack.logFolder);
    person = await welcomed(stack);
  });
  afterAll(async () => {
    await stack?.close();
    collector.close();
  });

  /** What an app did under a trace, with the queue where it was a job. */
  const done = (app: AppName, traceId: string) =>
    logs
      .under(traceId, app)
      .map(({ msg, queue }) => (queue === undefined ? msg : `${msg}: ${queue as string}`));
  const doneIn = (app: AppName, traceId: string, expected: string[]) =>
    eventually(() => expect(done(app, traceId)).toEqual(expect.arrayContaining(expected)));

  /** Calls as the storage does when an object was stored. */
  const storedByStorage = (key: string) =>
    fetch(`${stack.address('webhook-api')}/webhooks/minio`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.secrets.MINIO_WEBHOOK_TOKEN}` },
      body: JSON.stringify({
        EventName: 's3:ObjectCreated:Put',
        Key: `${stack.bucket.name}/${key}`,
        Records: [
          {
            eventName: 's3:ObjectCreated:Put',
            s3: { bucket: { name: stack.bucket.name }, object: { key: encodeURIComponent(key) } },
          },
        ],
      }),
    });

  describe('a trace id of one paid voice note', () => {
    let traceId: string;
    let price: number;

    beforeAll(async () => {
      await person.send('voice', [voice('ru-long')]);
      await person.press(/Transcribe for/);
      await person.hears('Answer');
      const [row] = await stack.rows<{ trace_id: string; price: number; object_key: string }>(
        `select t.trace_id, t.price, f.object_key from transcripts t
         join incoming_files f on f.id = t.file_id join users u on u.id = t.owner_id
         where u.telegram_id = $1`,
        [person.id],
      );
      [traceId, price] = [row!.trace_id, row!.price];
      expect((await storedByStorage(row!.object_key)).status).toBe(200);
    });

    it('should be found in the log of each app that takes part, from the update to the reply', async () => {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      await doneIn('bot-gateway', traceId, [
        'update received',
        'update handled',
        'job done: fetch-file',
        'message sent',
        'job done: check-object',
      ]);
      await doneIn('transcription-worker', traceId, [
        'job done: probe-audio',
        'job done: transcribe-audio',
        'credits captured',
        'job done: answer-person',
      ]);
      await doneIn('webhook-api', traceId, ['storage called back']);
    });

    it('should be found in no log of who has no part in it', () => {
      expect(done('avatar-worker', traceId)).toEqual([]);
      expect(done('standby-controller', traceId)).toEqual([]);
    });

    it('should lead to what was charged, by ids and credits only', () => {
      const lines = logs.under(traceId, 'transcription-worker');
      const [charge] = lines.filter(({ msg }) => msg === 'credits captured');
      expect(charge).toEqual({
        ...{ level: 'info', time: expect.any(String), app: 'transcription-worker' },
        ...{ instance: 'transcription-worker', context: 'Ledger', traceId },
        ...{ msg: 'credits captured', holdId: expect.any(String), credits: price },
      });
      const words = voice('ru-long').text.slice(0, 40);
      expect(logs.text('transcription-worker') + logs.text('bot-gateway')).not.toContain(words);
    });

    it('should lead a collector through the apps, each span under the one that asked for it', async () => {
      const ways = [
        ['bot-gateway update received'],
        ['bot-gateway update handled', 'bot-gateway update received'],
        ['bot-gateway job fetch-file', 'bot-gateway update handled'],
        ['bot-gateway s3 PutObject', 'bot-gateway job fetch-file'],
        ['transcription-worker job probe-audio', 'bot-gateway job fetch-file'],
        ['transcription-worker openai transcription', 'transcription-worker job transcribe-audio'],
        ['transcription-worker job answer-person', 'transcription-worker job transcribe-audio'],
        ['bot-gateway message sent', 'bot-gateway update received'],
        ['bot-gateway telegram sendMessage', 'bot-gateway message sent'],
        ['webhook-api storage called back', 'bot-gateway update received'],
        ['bot-gateway job check-object', 'webhook-api storage called back'],
      ];
      const title = ({ app, name }: CollectedSpan) => `${app} ${name}`;
      await eventually(() => {
        const spans = collector.spans.filter((span) => span.traceId === traceId);
        const titles = new Map(spans.map((span) => [span.spanId, title(span)]));
        const seen = spans.map((span) =>
          span.parentSpanId ? [title(span), titles.get(span.parentSpanId)] : [title(span)],
        );
        expect(seen).toEqual(expect.arrayContaining(ways));
      }, EXPORTED);
    });

    it('should stand in every row of it', async () => {
      for (const table of [
        'inbox_updates',
        'incoming_files',
        'transcripts',
        'answers',
        'outbound_messages',
      ]) {
        const rows = await stack.rows(`select 1 from ${table} where trace_id = $1`, [traceId]);
        expect({ table, found: rows.length > 0 }).toEqual({ table, found: true });
      }
    });
  });

  it('should show a trace id from the button to the avatar, in the worker and in the callback of FAL', async () => {
    await reviewAvatar(person);
    await startTraining(person);
    await person.hears('the avatar is ready');
    const [training] = await stack.rows<{ trace_id: string }>(
      `select t.trace_id from trainings t join avatars a on a.id = t.avatar_id
       join users u on u.id = a.owner_id where u.telegram_id = $1`,
      [person.id],
    );
    const { trace_id: traceId } = training!;
    await doneIn('bot-gateway', traceId, [
      'update received',
      'update handled',
      'credits reserved',
      'message sent',
    ]);
    await doneIn('avatar-worker', traceId, [
      'job done: train-avatar',
      'training submitted',
      'job done: collect-training',
      'training settled',
      'credits captured',
    ]);
    await doneIn('webhook-api', traceId, ['FAL called back']);
  });

  describe('the board of queues', () => {
    const board = (path: string, password?: string, init: RequestInit = {}) =>
      fetch(`${stack.address('standby-controller')}/queues${path}`, {
        ...init,
        headers: password === undefined ? {} : { authorization: `Basic ${btoa(`x:${password}`)}` },
      });
    const password = 'control-token-of-the-tests';

    it('should ask a browser for the password', async () => {
      const answer = await board('');
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    });

    it('should show every queue, its files from the built app itself', async () => {
      const page = await board('', password);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      const [script] = /static\/js\/main[^"]+/.exec(await page.text())!;
      expect((await board(`/${script}`, password)).status).toBe(200);
      const answer = await board('/api/queues', password);
      const { queues } = (await answer.json()) as {
        queues: { name: string; readOnlyMode: boolean }[];
      };
      expect(queues.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['send-message', 'transcribe-audio', 'train-avatar', 'fetch-file']),
      );
      expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    });

    it('should let nobody change anything', async () => {
      for (const [method, path] of [
        ['PUT', '/api/queues/send-message/pause'],
        ['PUT', '/api/queues/send-message/clean/delayed'],
        ['POST', '/api/queues/send-message/add'],
      ] as const) {
        expect((await board(path, password, { method })).status).toBe(404);
      }
    });

    it('should not be opened by trying passwords', async () => {
      for (let tries = 0; tries < 10; tries++) {
        expect((await board('', `guess-${tries}`)).status).toBe(401);
      }
      const answer = await board('', password);
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });
});
