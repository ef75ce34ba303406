import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Database } from '@aisha/database';
import { AnswerWriter } from './answering/answer-writer';
import { TranscriptAnswers } from './asking/transcript-answers';
import { newPerson, type Running, startAssistant } from './assistant.fixture';

describe('answers to recordings', () => {
  let running: Running;
  let answers: TranscriptAnswers;
  let writer: AnswerWriter;
  beforeAll(async () => {
    running = await startAssistant();
    Logger.overrideLogger(false);
    answers = running.app.get(TranscriptAnswers);
    writer = running.app.get(AnswerWriter);
  });
  beforeEach(() => running.openai.plays(() => 'An answer'));
  afterAll(() => running?.close());
  const statusOf = async (id: string) => {
    const [row] = await running.app
      .get(Database)
      .query<{ status: string }>('select status from answers where id = $1', [id]);
    return row?.status;
  };

  it('should be asked for again when they failed, and only then', async () => {
    const { ask } = await newPerson(running);
    const transcriptId = randomUUID();
    const first = await ask('Spoken', transcriptId);
    await answers.release(transcriptId);
    expect(await ask('Spoken', transcriptId)).toBe(first);
    await writer.giveUp(first, new Error('no'));
    expect(await statusOf(first)).toBe('failed');
    await Promise.all([answers.release(transcriptId), answers.release(transcriptId)]);
    const [second, third] = [await ask('Spoken', transcriptId), await ask('Spoken', transcriptId)];
    expect([second === first, third === second]).toEqual([false, true]);
    await writer.answer(second);
    expect(await answers.find(transcriptId)).toMatchObject({ id: second, text: 'An answer' });
  });

  it('should be forgotten with their transcript, and never shown to the model again', async () => {
    const { ask } = await newPerson(running);
    const transcriptId = randomUUID();
    await writer.answer(await ask('A secret that was spoken', transcriptId));
    await answers.forget(transcriptId);
    expect(await answers.find(transcriptId)).toMatchObject({ question: '', text: null });
    await writer.answer(await ask('What did I say?'));
    const seen = JSON.stringify(running.openai.seen.at(-1)?.messages);
    expect(seen).not.toContain('secret');
    expect(seen).not.toContain('An answer');
  });

  it('should be forgotten with the summary that they went into', async () => {
    const { ask, chat } = await newPerson(running);
    const transcriptId = randomUUID();
    await writer.answer(await ask('A secret that was spoken', transcriptId));
    await running.app.get(Database).query(
      `insert into talks (bot_id, chat_id, began_at, summary, summarised_until)
       values ($1, $2, '-infinity', 'They told a secret', now() + interval '1 s')`,
      [chat.botId, chat.chatId],
    );
    await answers.forget(transcriptId);
    await writer.answer(await ask('What did I say?'));
    expect(JSON.stringify(running.openai.seen.at(-1)?.messages)).not.toContain('secret');
  });

  it('should come to nothing when their transcript goes before they are written', async () => {
    const { ask, told } = await newPerson(running);
    const transcriptId = randomUUID();
    const id = await ask('A long speech', transcriptId);
    await answers.forget(transcriptId);
    await writer.answer(id);
    expect(await answers.find(transcriptId)).toMatchObject({ question: '', text: null });
    expect(await told()).toEqual([]);
  });
});
