import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Usage } from '@aisha/accounts';
import { Database, type Prompt } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { testBucket, type TestBucket } from '@aisha/testing';
import sharp from 'sharp';
import { newPerson, type Running, startAssistant } from '../assistant.fixture';
import { PromptUpkeep } from './prompt-upkeep';
import { PromptWriter } from './prompt-writer';
import { Prompts } from './prompts';

describe('words for pictures', () => {
  let bucket: TestBucket;
  let running: Running;
  const settled: [string, string | null][] = [];
  const note = (prompt: Prompt, text: string | null) =>
    Promise.resolve(settled.push([prompt.id, text]));
  const prompts = () => running.app.get(Prompts);
  const writer = () => running.app.get(PromptWriter);
  const statusOf = async (id: string) => (await prompts().get(id))!.status;
  const said = (prompt: string) => JSON.stringify({ prompt });

  beforeAll(async () => {
    bucket = await testBucket();
    running = await startAssistant(bucket);
    Logger.overrideLogger(false);
  });
  beforeEach(() => {
    settled.length = 0;
    running.openai.plays(() => said('on the moon'));
  });
  afterAll(async () => {
    await running?.close();
    await bucket?.close();
  });

  const ask = async () => {
    const { id: ownerId, chat } = await newPerson(running);
    const wish = { ownerId, chat, language: 'ru', task: 'enhance', words: 'на Луне' } as const;
    return prompts().write(wish);
  };

  it('should be written once, as JSON of the agreed shape', async () => {
    const id = await ask();
    await Promise.all([writer().write(id, note), writer().write(id, note)]);
    await writer().write(id, note);
    expect(await prompts().get(id)).toMatchObject({ status: 'ready', text: 'on the moon' });
    expect(settled).toEqual([[id, 'on the moon']]);
    const { ownerId } = (await prompts().get(id))!;
    const calls = await running.app.get(Usage).countToday(ownerId, ['prompt']);
    expect(calls).toBe(running.openai.seen.length);
    expect(running.openai.seen[0]).toMatchObject({
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'picture_prompt', strict: true },
      },
    });
  });

  it.each(['', 'no JSON'])('should fail on the answer %j', async (reply) => {
    running.openai.plays(() => reply);
    const id = await ask();
    await writer().write(id, note);
    expect(await statusOf(id)).toBe('failed');
    expect(settled).toEqual([[id, null]]);
  });

  it('should be tried again in an outage, and given up at the end', async () => {
    running.openai.plays(() => 503);
    const id = await ask();
    const error: unknown = await writer()
      .write(id, note)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ retryable: true });
    expect(await statusOf(id)).toBe('pending');
    await writer().giveUp(id, note, error);
    expect(await statusOf(id)).toBe('failed');
    expect(settled).toEqual([[id, null]]);
  });

  it('should not be waited for longer than 45 seconds', async () => {
    const id = await ask();
    await running.app.get(PromptUpkeep).expire(note);
    expect(await statusOf(id)).toBe('pending');
    await running.app
      .get(Database)
      .query(`update prompts set created_at = now() - interval '46 seconds' where id = $1`, [id]);
    await running.app.get(PromptUpkeep).expire(note);
    expect(settled).toEqual([[id, null]]);
  });

  describe('from a photo', () => {
    const describePhoto = async () => {
      const { id: ownerId, chat, told } = await newPerson(running);
      const photo = { telegramFileId: `f-${randomUUID()}`, mimeType: 'image/jpeg' };
      const id = await prompts().describe({ ownerId, chat, language: 'ru', ...photo });
      return { id, ownerId, told, fileId: (await prompts().get(id))!.fileId! };
    };
    const store = async (fileId: string, bytes: Buffer) => {
      const file = await running.app.get(IncomingFiles).find(fileId);
      const type = { contentType: 'image/jpeg' };
      await running.app.get(Storage).put(file!.objectKey, bytes, type);
      await running.app.get(IncomingFiles).markStored(fileId, bytes.length);
    };

    it('should be what the person is offered, who alone may take them', async () => {
      const { id, ownerId, told, fileId } = await describePhoto();
      const create = { width: 3_000, height: 1_500, channels: 3, background: 'red' } as const;
      await store(fileId, await sharp({ create }).jpeg().toBuffer());
      await writer().write(id, note);
      expect(await told()).toEqual([{ kind: 'prompt-written', promptId: id }]);
      expect(settled).toEqual([[id, 'on the moon']]);
      expect(await prompts().findReady(ownerId, id)).toMatchObject({ text: 'on the moon' });
      expect(await prompts().findReady((await newPerson(running)).id, id)).toBeNull();
      const seen = JSON.stringify(running.openai.seen[0]!.messages.at(-1)!.content);
      const [, base64 = ''] = /data:image\/jpeg;base64,([^"]+)/.exec(seen) ?? [];
      const { width, height } = await sharp(Buffer.from(base64, 'base64')).metadata();
      expect([width, height]).toEqual([1_024, 512]);
    });

    it('should fail for good when it is none', async () => {
      const { id, told, fileId } = await describePhoto();
      await store(fileId, Buffer.from('<html>'));
      const error: unknown = await writer()
        .write(id, note)
        .catch((caught: unknown) => caught);
      expect(error).toMatchObject({ retryable: false });
      await writer().giveUp(id, note, error);
      expect(await told()).toEqual([{ kind: 'prompt-failed', promptId: id }]);
    });

    it('should fail when it does not come', async () => {
      const { id, told, fileId } = await describePhoto();
      await prompts().fileFailed(fileId);
      expect(await statusOf(id)).toBe('failed');
      expect(await told()).toEqual([{ kind: 'prompt-failed', promptId: id }]);
    });
  });
});
