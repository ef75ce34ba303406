import { Logger } from '@nestjs/common';
import { Database } from '@aisha/database';
import { Storage } from '@aisha/integrations';
import { AnswerWriter } from '../answering/answer-writer';
import { AnswerVoices } from '../asking/answer-voices';
import { DAILY_LIMITS } from '../asking/daily-limits';
import { newPerson, type Running, startAssistant } from '../assistant.fixture';
import { AnswerSpeaker } from './answer-speaker';
import { VoiceUpkeep } from './voice-upkeep';

describe('an answer that is read out', () => {
  let running: Running;

  beforeAll(async () => {
    running = await startAssistant();
    Logger.overrideLogger(false);
  });
  beforeEach(() => running.openai.plays(() => '**Well** said'));
  afterAll(() => running?.close());

  const answered = async () => {
    const person = await newPerson(running);
    const answerId = await person.ask('Say something');
    await running.app.get(AnswerWriter).answer(answerId);
    const say = () => running.app.get(AnswerVoices).ask(person.id, person.chat, answerId);
    const voiceOf = async () => {
      const [row] = await running.app
        .get(Database)
        .query<{ id: string; object_key: string; status: string }>(
          'select * from answer_voices where answer_id = $1',
          [answerId],
        );
      return row!;
    };
    return { ...person, answerId, say, voiceOf };
  };
  const speaker = () => running.app.get(AnswerSpeaker);

  it('should be made once, stored, told, and be there when it is asked for again', async () => {
    const { say, voiceOf, told, answerId } = await answered();
    expect((await Promise.all([say(), say()])).map(({ outcome }) => outcome).sort()).toEqual([
      'begun',
      'on-its-way',
    ]);
    const { id } = await voiceOf();
    await Promise.all([speaker().speak(id), speaker().speak(id)]);
    await speaker().speak(id);
    expect(running.openai.spoken.at(-1)).toMatchObject({ input: 'Well said' });
    expect(
      (await running.app.get(Storage).head((await voiceOf()).object_key))?.size,
    ).toBeGreaterThan(0);
    expect(await told()).toEqual([
      { kind: 'answer-ready', answerId },
      { kind: 'answer-voice', voiceId: id },
    ]);
    expect(await say()).toEqual({ outcome: 'ready', voiceId: id });
  });

  it('should be for its person alone', async () => {
    const { answerId, chat } = await answered();
    const other = await newPerson(running);
    const voices = running.app.get(AnswerVoices);
    expect(await voices.ask(other.id, other.chat, answerId)).toEqual({ outcome: 'stale' });
    expect(await voices.ask(other.id, chat, answerId)).toEqual({ outcome: 'stale' });
  });

  it('should be said to have failed, and may be asked for again', async () => {
    const { say, voiceOf, told } = await answered();
    await say();
    const { id } = await voiceOf();
    await speaker().giveUp(id, new Error('no'));
    await speaker().giveUp(id, new Error('no'));
    expect((await told()).map(({ kind }) => kind)).toEqual(['answer-ready', 'answer-voice-failed']);
    expect(await say()).toEqual({ outcome: 'begun' });
  });

  it('should fail in time when nobody reads it out', async () => {
    const { say, voiceOf } = await answered();
    await say();
    const { id } = await voiceOf();
    await running.app
      .get(Database)
      .query(`update answer_voices set created_at = now() - interval '6 minutes' where id = $1`, [
        id,
      ]);
    await running.app.get(VoiceUpkeep).expire();
    expect((await voiceOf()).status).toBe('failed');
  });

  it('should end with the limit of the day', async () => {
    const { id: ownerId, chat, say } = await answered();
    await running.app.get(Database).query(
      `with a as (insert into answers (owner_id, bot_id, chat_id, question, status, trace_id)
         select $1, $2, $3, 'x', 'ready', 't' from generate_series(1, $4) returning id)
       insert into answer_voices (answer_id, owner_id, status, trace_id)
       select id, $1, 'ready', 't' from a`,
      [ownerId, chat.botId, chat.chatId, DAILY_LIMITS.voices],
    );
    expect(await say()).toMatchObject({ outcome: 'limit-reached', what: 'voices' });
  });
});
