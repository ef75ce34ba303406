import { eventually } from '@aisha/testing';
import { reviewAvatar, startTraining, welcomed } from './harness/journeys';
import { LogFiles } from './harness/log-files';
import type { Person } from './harness/person';
import { voice } from './harness/samples';
import { type AppName, Stack } from './harness/stack';

describe('a trace id', () => {
  const logs = new LogFiles();
  let stack: Stack;
  let person: Person;

  beforeAll(async () => {
    stack = await Stack.start({}, { logsTo: logs.folder });
    person = await welcomed(stack);
  });
  afterAll(async () => {
    await stack?.close();
    logs.remove();
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

  describe('of one paid voice note', () => {
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

  it('should be found from the button to the avatar, in the worker and in the callback of FAL', async () => {
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
});
