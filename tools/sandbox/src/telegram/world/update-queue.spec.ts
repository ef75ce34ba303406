import type { UpdateContent } from '../wire.types';
import { WorldCounters } from './counters';
import { UpdateQueue } from './update-queue';

const ofType = (type: keyof UpdateContent) => ({ [type]: {} }) as UpdateContent;

describe('an update that nobody fetches', () => {
  const queue = new UpdateQueue(new WorldCounters(), () => undefined);
  const waiting = () => queue.peek(10).flatMap(({ update }) => Object.keys(update).slice(1));

  beforeAll(() => jest.useFakeTimers());
  afterAll(() => jest.useRealTimers());

  it('should vanish after 150 s when someone waited for it, after a day otherwise', () => {
    queue.push(ofType('callback_query'), 'a');
    queue.push(ofType('message'), 'a');
    jest.advanceTimersByTime(149_000);
    expect(waiting()).toEqual(['callback_query', 'message']);
    jest.advanceTimersByTime(2_000);
    expect(waiting()).toEqual(['message']);
    jest.advanceTimersByTime(86_400_000);
    expect(waiting()).toEqual([]);
  });
});
