import { setTimeout as delay } from 'node:timers/promises';
import { HealthChecks } from './health-checks';

describe('HealthChecks', () => {
  it('should say of each thing whether it can be used, with the reason', async () => {
    const checks = new HealthChecks();
    checks.add('database', async () => undefined);
    checks.add('poller', async () => 'polling, epoch 3');
    checks.add('redis', async () => {
      throw new Error('connect ECONNREFUSED');
    });
    expect(await checks.run()).toEqual({
      ok: false,
      checks: {
        database: { status: 'ok' },
        poller: { status: 'ok', detail: 'polling, epoch 3' },
        redis: { status: 'down', detail: 'connect ECONNREFUSED' },
      },
    });
  });

  it('should name the code of an error without words, and take a check that throws at once', async () => {
    const checks = new HealthChecks();
    checks.add('database', () => {
      throw Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    });
    expect((await checks.run()).checks['database']?.detail).toBe('ECONNREFUSED');
  });

  it('should ask a thing that is slow to answer once, however many want to know', async () => {
    const checks = new HealthChecks();
    let asked = 0;
    checks.add('storage', async () => {
      asked += 1;
      await delay(50);
    });
    await Promise.all([checks.run(), checks.run(), checks.run()]);
    expect(asked).toBe(1);
    expect((await checks.run()).ok).toBe(true);
    expect(asked).toBe(2);
  });

  it('should not wait for one that never answers', async () => {
    const checks = new HealthChecks();
    checks.add('storage', () => new Promise(() => undefined));
    expect((await checks.run()).checks['storage']).toEqual({
      status: 'down',
      detail: 'no answer within 2000 ms',
    });
  });
});
