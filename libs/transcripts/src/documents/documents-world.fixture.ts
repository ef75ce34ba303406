import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { AccountsModule, Users } from '@aisha/accounts';
import { Database, IncomingFile, OutboundMessage, type Transcript } from '@aisha/database';
import { DeliveryModule, IncomingFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { ConfigModule, HealthModule, JobsModule } from '@aisha/platform';
import { createTestDatabase, testBucket, testRedisUrl } from '@aisha/testing';
import { TranscriptRows } from '../asking/transcript-rows';
import { Transcripts } from '../asking/transcripts';
import { startChatServer } from '../chat-server.fixture';
import { TranscriptionModule } from '../working/transcription.module';
import { DocumentsModule } from './asking/documents.module';
import { TextDocuments } from './asking/text-documents';
import { DocumentWritingModule } from './writing/document-writing.module';

const BOT = 7_000;
let people = 8_000;

/** Documents on real servers, with a stand-in for OpenAI only. */
export async function startDocuments() {
  const [database, bucket, openai] = [
    await createTestDatabase(),
    await testBucket(),
    await startChatServer(),
  ];
  const temp = await mkdtemp(join(tmpdir(), 'documents-spec-'));
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
      DocumentsModule,
      DocumentWritingModule,
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
export type World = Awaited<ReturnType<typeof startDocuments>>;

export async function newPerson({ app }: World) {
  const telegramId = people++;
  const { id } = await app.get(Users).register({ telegramId, firstName: 'Anna' });
  return { id, chat: { botId: BOT, chatId: telegramId } };
}
export type Person = Awaited<ReturnType<typeof newPerson>>;

/** A recording of theirs that has been transcribed. */
export async function transcribed(
  { app }: World,
  { id: ownerId, chat }: Person,
  said: Pick<Transcript, 'text'> & Partial<Transcript>,
): Promise<string> {
  const file = { telegramFileId: `voice-${randomUUID()}`, purpose: 'transcript' } as const;
  const { id: fileId, traceId } = await app
    .get(IncomingFiles)
    .want({ ...file, ownerId, botId: chat.botId });
  const ready = { source: 'voice', status: 'ready', price: 0, durationSeconds: 60 } as const;
  const row = { ...ready, ...said, ...chat, ownerId, fileId, traceId };
  return (await app.get(TranscriptRows).add(row)).id;
}

/** A text document of theirs that lies in the storage. */
export async function sentText({ app }: World, person: Person, bytes: Buffer): Promise<string> {
  const file = { telegramFileId: 'text-1', fileName: 'notes.txt' };
  const asked = { ownerId: person.id, chat: person.chat, file };
  const { id, fileId } = await app.get(TextDocuments).request(asked);
  const where = { id: fileId };
  const { objectKey } = await app.get(Database).repository(IncomingFile).findOneByOrFail(where);
  await app.get(Storage).put(objectKey, bytes, { contentType: 'text/plain' });
  await app.get(Transcripts).fileStored(fileId);
  return id;
}

/** What the person is told, in order. */
export async function told({ app }: World, { chat }: Person): Promise<string[]> {
  const messages = app.get(Database).repository(OutboundMessage);
  return (await messages.find({ where: chat, order: { seq: 'ASC' } })).map(
    ({ notice }) => notice.kind,
  );
}
