import { Logger } from '@nestjs/common';
import { Database } from '@aisha/database';
import { randomUUID } from 'node:crypto';
import { newPerson, type Running, startAssistant } from '../assistant.fixture';
import { Assistant } from './assistant';
import { DAILY_LIMITS } from './daily-limits';

describe('the limits of a day', () => {
  let running: Running;

  beforeAll(async () => {
    running = await startAssistant();
    Logger.overrideLogger(false);
  });
  afterAll(() => running?.close());

  const asking = async (timeZone = 'UTC') => {
    const person = await newPerson(running);
    const { id: ownerId, chat } = person;
    const database = running.app.get(Database);
    await database.query('update users set time_zone = $2 where id = $1', [ownerId, timeZone]);
    const ask = (transcriptId?: string) =>
      database.transaction(() =>
        running.app.get(Assistant).ask({ ownerId, chat, question: 'x', transcriptId }),
      );
    /** That many answers at a time, which is SQL. */
    const had = (count: number, at: string, status = 'ready') =>
      database.query(
        `insert into answers (owner_id, bot_id, chat_id, question, status, trace_id, created_at)
         select $1, 1, 1, 'x', $4, 't', ${at} from users u, generate_series(1, $2) where u.id = $3`,
        [ownerId, count, ownerId, status],
      );
    return { ...person, ask, had };
  };
  const MIDNIGHT = `date_trunc('day', now() at time zone u.time_zone) at time zone u.time_zone`;

  it('should let the last one through, of five that are asked at once one', async () => {
    const { ask, had } = await asking();
    await had(DAILY_LIMITS.answers - 1, 'now()');
    const outcomes = (await Promise.all([1, 2, 3, 4, 5].map(() => ask()))).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.filter((outcome) => outcome === 'asked')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'limit-reached')).toHaveLength(4);
  });

  it.each(['UTC', 'Asia/Vladivostok', 'America/New_York'])(
    'should begin anew at midnight in %s',
    async (zone) => {
      const { ask, had } = await asking(zone);
      await had(DAILY_LIMITS.answers, `${MIDNIGHT} - interval '1 second'`);
      expect(await ask()).toMatchObject({ outcome: 'asked' });
      await had(DAILY_LIMITS.answers, MIDNIGHT);
      expect(await ask()).toEqual({
        outcome: 'limit-reached',
        what: 'answers',
        limit: DAILY_LIMITS.answers,
      });
    },
  );

  it('should not count what failed', async () => {
    const { ask, had } = await asking();
    await had(DAILY_LIMITS.answers, 'now()', 'failed');
    expect(await ask()).toMatchObject({ outcome: 'asked' });
  });

  it('should be told to somebody whose recording asks', async () => {
    const { ask, had, told } = await asking();
    await had(DAILY_LIMITS.answers, 'now()');
    await ask(randomUUID());
    expect(await told()).toEqual([
      { kind: 'daily-limit', what: 'answers', limit: DAILY_LIMITS.answers },
    ]);
  });
});
