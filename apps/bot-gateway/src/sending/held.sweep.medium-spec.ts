import { Held, Outbox } from '@aisha/delivery';
import { eventually } from '@aisha/testing';
import { LimitsRedis } from '../limits/limits-redis';
import { BOT_ID, openPaymentsWorld, type PaymentsWorld } from '../payments/payments-world.fixture';
import { HeldSweep } from './held.sweep';
import { SharedLimits } from './shared-limits';

const MESSAGES = 75;
const BULK_A_SECOND = 30;

describe('the release of what a restore held', () => {
  let world: PaymentsWorld;
  const waiting = async () => {
    const { rows } = await world.sql.query<{ key: string }>(
      `select key from outbound_messages where status = 'pending'`,
    );
    return rows;
  };

  beforeAll(async () => {
    world = await openPaymentsWorld(LimitsRedis, SharedLimits, HeldSweep, {
      provide: 'another gateway',
      useClass: HeldSweep,
    });
  });
  afterAll(() => world?.close());

  it('should keep to the pace of bulk over all gateways, whoever sends', async () => {
    for (let chatId = 1; chatId <= MESSAGES; chatId++) {
      const key = `held-${chatId}`;
      await world.app.get(Outbox).add({ botId: BOT_ID, chatId }, { kind: 'main-menu' }, { key });
    }
    await world.sql.query(`update outbound_messages set status = 'held'`);
    const begun = performance.now();
    await world.app.get(Held).release(BOT_ID, 'all');
    await eventually(async () => expect(await waiting()).toHaveLength(MESSAGES), {
      timeoutMs: 15_000,
    });
    const seconds = (performance.now() - begun) / 1_000;
    // A full window at once, and then one a second.
    expect(seconds).toBeGreaterThan(MESSAGES / BULK_A_SECOND - 1);
  });
});
