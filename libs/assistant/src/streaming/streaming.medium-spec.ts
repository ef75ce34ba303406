import { Logger } from '@nestjs/common';
import { Database } from '@aisha/database';
import { eventually } from '@aisha/testing';
import { AnswerUpkeep } from '../answering/answer-upkeep';
import { AnswerWriter } from '../answering/answer-writer';
import { Assistant } from '../asking/assistant';
import { OpenAnswers } from '../asking/open-answers';
import { newPerson, type Running, startAssistant } from '../assistant.fixture';

/** Gives words one by one, the next when it is asked for. */
function dictation() {
  const waiting: (() => void)[] = [];
  const words: string[] = [];
  async function* pieces() {
    for (;;) {
      while (words.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      const word = words.shift()!;
      if (word === '') return;
      yield word;
    }
  }
  const say = (word: string) => {
    words.push(word);
    waiting.splice(0).forEach((resolve) => resolve());
  };
  return { pieces: pieces(), say, end: () => say('') };
}

describe('an answer that is being written', () => {
  let running: Running;
  let writer: AnswerWriter;
  let open: OpenAnswers;
  const get = (id: string) => running.app.get(Assistant).get(id);

  beforeAll(async () => {
    running = await startAssistant();
    writer = running.app.get(AnswerWriter);
    open = running.app.get(OpenAnswers);
    Logger.overrideLogger(false);
  });
  afterAll(() => running?.close());

  const begun = async () => {
    const person = await newPerson(running);
    const speech = dictation();
    running.openai.plays(() => ({ pieces: speech.pieces }));
    const answerId = await person.ask('Tell me a long story');
    const done = writer.answer(answerId);
    speech.say('Once upon ');
    await eventually(async () => (await open.written(answerId)) === 'Once upon ');
    return { ...person, answerId, speech, done };
  };

  it('should be there to be read while it grows, and be gone when it is told', async () => {
    const { answerId, speech, done, told } = await begun();
    speech.say('a time');
    await eventually(async () => (await open.written(answerId)) === 'Once upon a time');
    expect(await told()).toEqual([]);
    speech.end();
    await done;
    expect(await open.written(answerId)).toBeUndefined();
    expect(await told()).toEqual([{ kind: 'answer-ready', answerId }]);
    expect(await get(answerId)).toMatchObject({ text: 'Once upon a time', ending: 'whole' });
  });

  it('should end within a second when its person stops it, and keep what was written', async () => {
    const { id, chat, ask, answerId, done, told } = await begun();
    const hungUp = running.openai.hungUp();
    const next = await ask('Something else');
    const stoppedAt = performance.now();
    expect(await Promise.all([open.stop(id, chat, answerId), open.stop(id, chat)])).toContain(true);
    await done;
    await eventually(() => running.openai.hungUp() > hungUp);
    expect(performance.now() - stoppedAt).toBeLessThan(1_000);
    expect(await get(answerId)).toMatchObject({ text: 'Once upon', ending: 'stopped' });
    expect(await told()).toContainEqual({ kind: 'answer-ready', answerId });
    expect(await open.stop(id, chat, answerId)).toBe(false);
    running.openai.plays(() => 'Yes');
    await writer.answer(next);
    expect((await told()).filter(({ kind }) => kind === 'answer-ready')).not.toHaveLength(0);
  });

  it('should be stopped before its first word, in a process that does not write it', async () => {
    const { id, chat, ask, told } = await newPerson(running);
    const answerId = await ask('Hm?');
    expect(await open.stop(id, chat)).toBe(true);
    await writer.answer(answerId);
    expect(await get(answerId)).toMatchObject({ status: 'failed', failure: 'stopped', text: null });
    expect(await told()).toEqual([{ kind: 'answer-failed', answerId }]);
  });

  it('should not be stopped by anybody else', async () => {
    const { answerId, chat, speech, done } = await begun();
    const other = await newPerson(running);
    expect(await open.stop(other.id, other.chat, answerId)).toBe(false);
    expect(await open.stop(other.id, chat, answerId)).toBe(false);
    speech.end();
    await done;
    expect(await get(answerId)).toMatchObject({ ending: 'whole' });
  });

  it('should announce that it takes a while once, and never after the answer', async () => {
    const { answerId, speech, done, told } = await begun();
    await open.announce(answerId);
    await open.announce(answerId);
    speech.end();
    await done;
    await open.announce(answerId);
    expect((await told()).map(({ kind }) => kind)).toEqual(['answer-writing', 'answer-ready']);
  });

  it('should never be told in half when the stream breaks off', async () => {
    const { ask, told } = await newPerson(running);
    running.openai.plays(() => ({ pieces: ['Half of'], finish: null }));
    const answerId = await ask('Well?');
    await expect(writer.answer(answerId)).rejects.toMatchObject({ retryable: true });
    expect(await told()).toEqual([]);
    running.openai.plays(() => 'The whole');
    await writer.answer(answerId);
    expect(await get(answerId)).toMatchObject({ text: 'The whole' });
  });

  it('should say that it was cut off at its longest', async () => {
    const { ask } = await newPerson(running);
    running.openai.plays(() => ({ pieces: ['As far as'], finish: 'length' }));
    const answerId = await ask('All of it');
    await writer.answer(answerId);
    expect(await get(answerId)).toMatchObject({ text: 'As far as', ending: 'cut' });
  });

  it('should fail with words of its own when the model refuses', async () => {
    const { ask, told } = await newPerson(running);
    running.openai.plays(() => ({ pieces: [], finish: 'content_filter' }));
    const answerId = await ask('Something bad');
    await writer.answer(answerId).catch((error: unknown) => writer.giveUp(answerId, error));
    expect(await get(answerId)).toMatchObject({ status: 'failed', failure: 'refused' });
    expect(await told()).toEqual([{ kind: 'answer-failed', answerId }]);
  });

  it('should be announced as late once after 30 s, and then come', async () => {
    const { ask, told } = await newPerson(running);
    running.openai.plays(() => 429);
    const answerId = await ask('Hello?');
    await writer.giveUp(answerId, await writer.answer(answerId).catch((error: unknown) => error));
    await running.app.get(AnswerUpkeep).tellDelays();
    expect(await told()).toEqual([]);
    await running.app.get(Database).query(
      `update answers set created_at = now() - interval '40 seconds', retry_at = now()
              where id = $1`,
      [answerId],
    );
    await running.app.get(AnswerUpkeep).tellDelays();
    await running.app.get(AnswerUpkeep).tellDelays();
    running.openai.plays(() => 'Here');
    await writer.answer(answerId);
    expect((await told()).map(({ kind }) => kind)).toEqual(['answer-delayed', 'answer-ready']);
  });
});
