import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { AccountsModule, Ledger, Users } from '@aisha/accounts';
import { Database, IncomingFile, OutboundMessage } from '@aisha/database';
import { DeliveryModule } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { ConfigModule, HealthModule, JobsModule } from '@aisha/platform';
import { createTestDatabase, testBucket, testRedisUrl } from '@aisha/testing';
import { Transcripts } from './asking/transcripts';
import { startOpenAiServer } from './openai-server.fixture';
import { TranscriptionModule } from './working/transcription.module';

const BOT = 7_000;
let people = 5_000;

/** The module on real servers, with a stand-in for OpenAI only. */
export async function startTranscripts() {
  const [database, bucket, openai] = [
    await createTestDatabase(),
    await testBucket(),
    await startOpenAiServer(),
  ];
  const temp = await mkdtemp(join(tmpdir(), 'transcripts-spec-'));
  const config = {
    DATABASE_URL: database.url,
    REDIS_URL: await testRedisUrl(),
    ...bucket.settings,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: openai.url,
    OPENAI_TRANSCRIPTION_MODEL: 'gpt-transcribe',
    OPENAI_CHAT_MODEL: 'gpt-6-luna',
    TEMP_DIR: temp,
  };
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      HealthModule.forRole('test'),
      JobsModule,
      DeliveryModule.forRoot(),
      AccountsModule,
      TranscriptionModule,
    ],
  }).compile();
  await app.init();
  const close = async () => {
    await app.close();
    await openai.close();
    await Promise.all([database.close(), bucket.close()]);
    await rm(temp, { recursive: true, force: true });
  };
  return { app, openai, temp, close };
}

export type Running = Awaited<ReturnType<typeof startTranscripts>>;

/** Somebody who sends recordings. */
export async function newPerson({ app }: Running, credits = 0) {
  const telegramId = people++;
  const { id } = await app.get(Users).register({ telegramId, firstName: 'Anna' });
  if (credits > 0) await app.get(Ledger).grant(id, credits, `gift-${id}`);
  return { id, chat: { botId: BOT, chatId: telegramId } };
}
export type Person = Awaited<ReturnType<typeof newPerson>>;

/** A recording on its way: asked for, not fetched. */
export function askFor({ app }: Running, { id: ownerId, chat }: Person) {
  const file = { telegramFileId: 'voice-1', mimeType: 'audio/ogg' };
  return app.get(Transcripts).request({ ownerId, chat, source: 'voice', file });
}

/** A recording that lies in the storage. */
export async function send(running: Running, person: Person, name: string) {
  const { id, fileId } = await askFor(running, person);
  const file = await running.app
    .get(Database)
    .repository(IncomingFile)
    .findOneByOrFail({ id: fileId });
  const bytes = await readFile(join(__dirname, '../fixtures', name));
  await running.app.get(Storage).put(file.objectKey, bytes, { contentType: 'audio/ogg' });
  await running.app.get(Transcripts).fileStored(fileId);
  return id;
}

/** What the person is told, in order. */
export async function told({ app }: Running, { chat }: Person): Promise<string[]> {
  const rows = await app
    .get(Database)
    .repository(OutboundMessage)
    .find({ where: chat, order: { seq: 'ASC' } });
  return rows.map(({ notice }) => notice.kind);
}
