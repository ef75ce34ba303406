import { Test } from '@nestjs/testing';
import { AccountsModule, Users } from '@aisha/accounts';
import { Database, OutboundMessage } from '@aisha/database';
import { DeliveryModule } from '@aisha/delivery';
import { ConfigModule, HealthModule, JobsModule } from '@aisha/platform';
import { createTestDatabase, type TestBucket, testBucket, testRedisUrl } from '@aisha/testing';
import { AnswerWritingModule } from './answering/answer-writing.module';
import { Assistant } from './asking/assistant';
import { AssistantModule } from './asking/assistant.module';
import { startOpenAiServer } from './openai-server.fixture';
import { PromptWritingModule } from './prompting/prompt-writing.module';
import { PromptingModule } from './prompting/prompting.module';

const BOT = 7_000;
let people = 5_000;

/** The modules on real servers, with a stand-in for OpenAI only. */
export async function startAssistant(given?: TestBucket) {
  const [database, openai] = [await createTestDatabase(), await startOpenAiServer()];
  const bucket = given ?? (await testBucket());
  const config = {
    DATABASE_URL: database.url,
    REDIS_URL: await testRedisUrl(),
    OPENAI_API_KEY: 'sk-test',
    OPENAI_BASE_URL: openai.url,
    OPENAI_TRANSCRIPTION_MODEL: 'gpt-transcribe',
    OPENAI_CHAT_MODEL: 'gpt-6-luna',
    OPENAI_SPEECH_MODEL: 'gpt-4o-mini-tts',
    ...bucket.settings,
  };
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      HealthModule.forRole('test'),
      JobsModule,
      DeliveryModule.forRoot(),
      AccountsModule,
      AssistantModule,
      AnswerWritingModule,
      PromptingModule,
      PromptWritingModule,
    ],
  }).compile();
  await app.init();
  const close = async () => {
    await app.close();
    await openai.close();
    await database.close();
    if (!given) await bucket.close();
  };
  return { app, openai, close };
}
export type Running = Awaited<ReturnType<typeof startAssistant>>;

/** Somebody who talks to the assistant. */
export async function newPerson({ app }: Running) {
  const chatId = people++;
  const { id } = await app.get(Users).register({ telegramId: chatId, firstName: 'Anna' });
  const chat = { botId: BOT, chatId };
  const ask = async (question: string, transcriptId?: string) => {
    const asked = await app.get(Assistant).ask({ ownerId: id, chat, question, transcriptId });
    if (asked.outcome !== 'asked') throw new Error(asked.outcome);
    return asked.answerId;
  };
  /** What they are told, in order. */
  const told = async () => {
    const messages = app.get(Database).repository(OutboundMessage);
    return (await messages.find({ where: chat, order: { seq: 'ASC' } })).map(
      ({ notice }) => notice,
    );
  };
  return { id, chat, ask, told };
}
