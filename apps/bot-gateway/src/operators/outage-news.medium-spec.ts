import { OpenAiOutage } from '@aisha/integrations';
import { eventually } from '@aisha/testing';
import {
  openPaymentsWorld,
  OPERATOR,
  type PaymentsWorld,
} from '../payments/payments-world.fixture';
import { OutageNewsSweep } from './outage-news.sweep';

describe('news of an outage', () => {
  let gateways: PaymentsWorld;
  let outage: OpenAiOutage;
  const told = async () =>
    (
      await gateways.sql.query<{ outage: string }>(
        `select notice->>'outage' as outage from outbound_messages
         where chat_id = $1 and notice->>'kind' = 'provider-outage' order by seq`,
        [OPERATOR],
      )
    ).rows.map((row) => row.outage);

  beforeAll(async () => {
    gateways = await openPaymentsWorld(OpenAiOutage, OutageNewsSweep, {
      provide: 'another gateway',
      useClass: OutageNewsSweep,
    });
    outage = gateways.app.get(OpenAiOutage);
  });
  afterAll(() => gateways?.close());

  const hurry = () => {
    gateways.app.get(OutageNewsSweep).hurry();
    gateways.app.get<OutageNewsSweep>('another gateway').hurry();
  };

  it('should reach operators once for each time, however many gateways see it', async () => {
    await eventually(async () => expect(await outage.began('balance')).toBe(true));
    hurry();
    await eventually(async () => expect(await told()).toEqual(['balance']));
    await outage.isOver();
    await outage.began('unauthorized');
    hurry();
    await eventually(async () => expect(await told()).toEqual(['balance', 'unauthorized']));
    hurry();
    await eventually(async () => expect(await told()).toHaveLength(2));
  });
});
