import { Metrics } from '@aisha/platform';
import { UpdateTimes } from './update-times';

const update = (traceId: string, waitedMs: number) => ({
  ...{ botId: 1, chatId: 1, updateId: 1, payload: '{}', attempts: 0 },
  traceId,
  waitedMs,
});

describe('the times of updates', () => {
  it('should be taken from the storing to the first message, once', async () => {
    const metrics = new Metrics();
    const times = new UpdateTimes(metrics);
    times.handled([update('a', 2_000), update('b', 0)], performance.now());
    for (const traceId of ['a', 'a', 'of another gateway']) times.answered(traceId);
    const text = await metrics.registry.metrics();
    expect(text).toContain('update_wait_seconds_count 2');
    expect(text).toContain('update_wait_seconds_bucket{le="1"} 1');
    expect(text).toContain('update_reply_seconds_count 1');
    expect(text).toContain('update_reply_seconds_bucket{le="1"} 0');
    expect(text).toContain('update_reply_seconds_bucket{le="2.5"} 1');
  });

  it('should not be kept for ever where nobody is answered', async () => {
    const metrics = new Metrics();
    const times = new UpdateTimes(metrics);
    times.handled([update('first', 0)], performance.now());
    const crowd = Array.from({ length: 10_000 }, (_, index) => update(`crowd-${index}`, 0));
    times.handled(crowd, performance.now());
    times.answered('first');
    expect(await metrics.registry.metrics()).toContain('update_reply_seconds_count 0');
  });
});
