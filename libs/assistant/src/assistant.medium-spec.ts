import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { answerPerson } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { CONFIG, type RedisConfig, redisConnection } from '@aisha/platform';
import { AnswerUpkeep } from './answering/answer-upkeep';
import { AnswerWriter } from './answering/answer-writer';
import { Assistant } from './asking/assistant';
import { newPerson, type Running, startAssistant } from './assistant.fixture';
import type { SeenChat } from './openai-server.fixture';

describe('the assistant', () => {
  let running: Running;
  let writer: AnswerWriter;
  const statusOf = async (id: string) => (await running.app.get(Assistant).get(id)).status;
  const lastLine = ({ messages }: SeenChat) => String(messages.at(-1)!.content);
  const age = (id: string, seconds: number) =>
    running.app
      .get(Database)
      .query(`update answers set created_at = now() - make_interval(secs => $2) where id = $1`, [
        id,
        seconds,
      ]);
  /** Ids of the answers whose job waits in the queue. */
  const reminded = async () => {
    const redis = redisConnection(running.app.get<RedisConfig>(CONFIG), 'producer');
    try {
      const jobs = await redis.lrange(`bull:${answerPerson.queue}:wait`, 0, -1);
      await redis.del(`bull:${answerPerson.queue}:wait`, ...jobs.map(jobKey));
      return jobs.map((job) => job.replace('answer-', ''));
    } finally {
      redis.disconnect();
    }
  };
  const jobKey = (job: string) => `bull:${answerPerson.queue}:${job}`;

  beforeAll(async () => {
    running = await startAssistant();
    writer = running.app.get(AnswerWriter);
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    running.openai.plays((chat) => `Re: ${lastLine(chat)}`);
    await reminded();
  });
  afterAll(() => running?.close());

  it('should answer a question once, however often it is told to', async () => {
    const { ask, told } = await newPerson(running);
    const answerId = await ask('How are you?');
    expect(await reminded()).toEqual([answerId]);
    await Promise.all([writer.answer(answerId), writer.answer(answerId)]);
    await writer.answer(answerId);
    expect(await running.app.get(Assistant).get(answerId)).toMatchObject({
      status: 'ready',
      text: 'Re: How are you?',
    });
    expect(await told()).toEqual([{ kind: 'answer-ready', answerId }]);
  });

  it('should ask about a transcript once', async () => {
    const { ask } = await newPerson(running);
    const transcriptId = randomUUID();
    const first = await ask('Spoken words', transcriptId);
    expect(await ask('Spoken words', transcriptId)).toBe(first);
    await writer.answer(first);
    expect(running.openai.seen[0]?.messages[0]?.content).toContain('voice recording');
  });

  it('should remember the talk of this chat in order, and of no other', async () => {
    const [anna, boris] = [await newPerson(running), await newPerson(running)];
    for (const question of ['one', 'two', 'three']) await writer.answer(await anna.ask(question));
    await writer.answer(await boris.ask('hello'));
    expect(running.openai.seen.at(-1)?.messages).toHaveLength(2);
    await writer.answer(await anna.ask('four'));
    expect(
      running.openai.seen
        .at(-1)
        ?.messages.slice(1)
        .map(({ content }) => content),
    ).toEqual([...['one', 'Re: one', 'two', 'Re: two', 'three', 'Re: three', 'four']]);
  });

  it('should begin a new conversation when told to, and still finish what was asked', async () => {
    const { ask, chat, told } = await newPerson(running);
    const first = await ask('my secret');
    await writer.answer(first);
    const open = await ask('and now?');
    await running.app.get(Assistant).renew(chat);
    await writer.answer(open);
    await writer.answer(await ask('what did I say?'));
    expect(JSON.stringify(running.openai.seen.slice(1))).not.toContain('secret');
    expect(await told()).toHaveLength(3);
    expect(await running.app.get(Assistant).get(first)).toMatchObject({ question: 'my secret' });
  });

  it('should answer as whom its person chose', async () => {
    const { id, ask } = await newPerson(running);
    await running.app
      .get(Database)
      .query(`update users set persona = 'teacher' where id = $1`, [id]);
    await writer.answer(await ask('Why is the sky blue?'));
    expect(running.openai.seen[0]?.messages[0]?.content).toContain('patient teacher');
  });

  describe('with several questions at once', () => {
    it('should leave a later question until the earlier one is settled, then wake it', async () => {
      const { ask, told } = await newPerson(running);
      const [first, second] = [await ask('first'), await ask('second')];
      await reminded();
      await writer.answer(second);
      expect(await statusOf(second)).toBe('pending');
      await writer.answer(first);
      expect(await reminded()).toEqual([second]);
      await writer.answer(second);
      expect(await told()).toEqual([
        { kind: 'answer-ready', answerId: first },
        { kind: 'answer-ready', answerId: second },
      ]);
      expect(running.openai.seen[1]?.messages.map(({ content }) => content)).toContain('Re: first');
    });

    it('should go on when the earlier one failed or waited too long', async () => {
      const { ask } = await newPerson(running);
      const [first, second, third] = [await ask('first'), await ask('second'), await ask('third')];
      await writer.giveUp(first, new Error('a bug'));
      await age(second, 20 * 60);
      await writer.answer(third);
      expect(await statusOf(third)).toBe('ready');
    });
  });

  describe('when it gets no answer', () => {
    it.each(['', '  \n'])('should say so after an empty reply %j', async (reply) => {
      const { ask, told } = await newPerson(running);
      running.openai.plays(() => reply);
      const answerId = await ask('Hm?');
      await writer.answer(answerId);
      expect(await statusOf(answerId)).toBe('failed');
      expect(await told()).toEqual([{ kind: 'answer-failed', answerId }]);
    });

    it('should get over an outage', async () => {
      const { ask } = await newPerson(running);
      running.openai.plays(() => 503);
      const answerId = await ask('Are you there?');
      await expect(writer.answer(answerId)).rejects.toMatchObject({ retryable: true });
      running.openai.plays(() => 'Yes');
      await writer.answer(answerId);
      expect(await statusOf(answerId)).toBe('ready');
    });

    it.each([503, 429, 401])(
      'should keep waiting after %i on every try, but not for ever',
      async (status) => {
        const { ask, told } = await newPerson(running);
        running.openai.plays(() => status);
        const answerId = await ask('Hello?');
        await writer.giveUp(
          answerId,
          await writer.answer(answerId).catch((error: unknown) => error),
        );
        expect(await statusOf(answerId)).toBe('pending');
        await age(answerId, 16 * 60);
        await running.app.get(AnswerUpkeep).expire();
        expect(await told()).toEqual([{ kind: 'answer-failed', answerId }]);
      },
    );

    it('should fail at once what OpenAI refuses', async () => {
      const { ask } = await newPerson(running);
      running.openai.plays(() => 400);
      const answerId = await ask('x');
      await writer.giveUp(answerId, await writer.answer(answerId).catch((error: unknown) => error));
      expect(await statusOf(answerId)).toBe('failed');
    });

    it('should be reminded of a lost job, one for each chat', async () => {
      const { ask } = await newPerson(running);
      const [first, second, other] = [
        await ask('first'),
        await ask('second'),
        await (await newPerson(running)).ask('fresh'),
      ];
      await age(first, 60);
      await age(second, 30);
      await reminded();
      await running.app.get(AnswerUpkeep).remind();
      const found = await reminded();
      expect(found).toContain(first);
      expect(found).not.toContain(second);
      expect(found).not.toContain(other);
    });
  });
});
