import { Logger } from '@nestjs/common';
import { Database, Talk } from '@aisha/database';
import { AnswerWriter } from '../answering/answer-writer';
import { Assistant } from '../asking/assistant';
import { newPerson, type Running, startAssistant } from '../assistant.fixture';
import type { SeenChat } from '../openai-server.fixture';
import { estimatedTokens } from './token-estimate';
import { TalkSummaries } from './talk-summaries';

const contents = ({ messages }: SeenChat) => messages.map(({ content }) => String(content));
const isSummary = (chat: SeenChat) => contents(chat)[0]!.includes('memory of a long conversation');

describe('the memory of a talk', () => {
  let running: Running;
  let writer: AnswerWriter;

  beforeAll(async () => {
    running = await startAssistant();
    writer = running.app.get(AnswerWriter);
    Logger.overrideLogger(false);
  });
  beforeEach(() => {
    // A model that keeps what is marked as a fact, and answers at length.
    running.openai.plays((chat) =>
      isSummary(chat)
        ? [...new Set(contents(chat)[1]!.match(/FACT \w+/g))].join('; ')
        : 'Long words of an answer. '.repeat(20),
    );
  });
  afterAll(() => running?.close());

  const talkOf = (chat: { botId: number; chatId: number }) =>
    running.app.get(Database).repository(Talk).findOneBy(chat);
  const exchange = async (person: Awaited<ReturnType<typeof newPerson>>, question: string) => {
    await writer.answer(await person.ask(question));
    await running.app.get(TalkSummaries).write(person.chat);
  };

  it('should bring a fact from sixty exchanges ago to the model, within its bound', async () => {
    const person = await newPerson(running);
    await exchange(person, 'FACT marmalade: so is my cat called');
    for (let index = 0; index < 60; index += 1) await exchange(person, `Question ${index}`);
    const asked = running.openai.seen.filter((chat) => !isSummary(chat)).at(-1)!;
    expect(contents(asked)[0]).toContain('FACT marmalade');
    expect(contents(asked).slice(1).join(' ')).not.toContain('marmalade');
    expect(contents(asked)).toContain('Question 58');
    const tokens = contents(asked)
      .map(estimatedTokens)
      .reduce((sum, more) => sum + more, 0);
    expect(tokens).toBeLessThan(5_000);
  }, 60_000);

  it('should leave a short talk as it is', async () => {
    const person = await newPerson(running);
    await exchange(person, 'FACT one');
    expect(await talkOf(person.chat)).toBeNull();
    expect(running.openai.seen.some(isSummary)).toBe(false);
  });

  it('should forget the summary with a new conversation, even one that is being written', async () => {
    const person = await newPerson(running);
    for (let index = 0; index < 20; index += 1) await exchange(person, `FACT n${index}`);
    expect((await talkOf(person.chat))?.summary).toContain('FACT n0');
    for (let index = 20; index < 30; index += 1) await writer.answer(await person.ask('More'));
    running.openai.plays(async () => {
      await running.app.get(Assistant).renew(person.chat);
      return 'FACT of before';
    });
    await running.app.get(TalkSummaries).write(person.chat);
    expect(await talkOf(person.chat)).toMatchObject({ summary: null });
  }, 30_000);

  it('should keep one of two summaries that are written at once', async () => {
    const person = await newPerson(running);
    for (let index = 0; index < 20; index += 1) {
      await writer.answer(await person.ask(`FACT n${index}`));
    }
    const summaries = running.app.get(TalkSummaries);
    await Promise.all([summaries.write(person.chat), summaries.write(person.chat)]);
    const summary = (await talkOf(person.chat))?.summary;
    expect(summary?.match(/FACT n0/g)).toHaveLength(1);
  });
});
