import { Invoices, payloadOf, type User, Users } from '@aisha/accounts';
import { Inbox } from '@aisha/delivery';
import { Metrics } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { Catalogue } from '../messages/catalogue';
import { Checkouts } from './checkouts';
import { BOT_ID, openPaymentsWorld, type PaymentsWorld } from './payments-world.fixture';

describe('questions before a payment', () => {
  let world: PaymentsWorld;
  let checkouts: Checkouts;
  let number = 0;

  beforeAll(async () => {
    world = await openPaymentsWorld(Catalogue, Checkouts);
    checkouts = world.app.get(Checkouts);
  });
  afterAll(() => world?.close());

  async function question(change: object = {}) {
    const user: User = await world.app
      .get(Users, { strict: false })
      .register({ telegramId: 500 + ++number, firstName: 'Anna', languageCode: 'ru' });
    const chat = { botId: BOT_ID, chatId: user.telegramId };
    const opened = await world.app.get(Invoices).open({ userId: user.id, packageId: 's250', chat });
    const query = {
      id: `query-${number}`,
      from: { id: user.telegramId, is_bot: false, first_name: 'Anna', language_code: 'ru' },
      currency: 'XTR',
      total_amount: 250,
      invoice_payload: payloadOf(opened!.invoice.id),
      ...change,
    };
    const updateId = 9_000 + number;
    const raw = JSON.stringify({ update_id: updateId, pre_checkout_query: query });
    return { query, updateId, received: { updateId, chatId: user.telegramId, raw } };
  }
  const answers = (id: string) =>
    world.api.calls.filter(({ payload }) => payload.pre_checkout_query_id === id);
  const answered = (id: string, count = 1) =>
    eventually(async () => expect(answers(id)).toHaveLength(count));
  const store = (received: { updateId: number; chatId: number; raw: string }) =>
    world.app.get(Inbox).storeUnfenced(BOT_ID, [received]);
  const counted = async (outcome: string) =>
    (await world.app.get(Metrics).registry.getSingleMetricAsString('checkouts_total')).match(
      new RegExp(`outcome="${outcome}"} (\\d+)`),
    )?.[1] ?? '0';

  it('should be answered at once, and not again in their turn', async () => {
    const { query, updateId, received } = await question();
    await store(received);
    checkouts.hear([received]);
    await answered(query.id);
    expect(answers(query.id)[0]).toMatchObject({
      method: 'answerPreCheckoutQuery',
      payload: { ok: true },
    });
    await checkouts.settle(query, updateId);
    expect(answers(query.id)).toHaveLength(1);
  });

  it('should be answered in their turn when another process stored them', async () => {
    const { query, updateId, received } = await question();
    await store(received);
    await checkouts.settle(query, updateId);
    await answered(query.id);
  });

  it('should be found before their turn when the one who stored them died', async () => {
    const { query, received } = await question();
    await store(received);
    await checkouts.takeLeft();
    await answered(query.id);
    await checkouts.takeLeft();
    expect(answers(query.id)).toHaveLength(1);
  });

  it('should be left alone when Telegram does not wait any more', async () => {
    const { query, updateId, received } = await question();
    await store(received);
    await world.sql.query(
      `update inbox_updates set received_at = now() - interval '10 s' where update_id = $1`,
      [updateId],
    );
    const before = Number(await counted('too-late'));
    await checkouts.settle(query, updateId);
    expect(Number(await counted('too-late'))).toBe(before + 1);
    expect(answers(query.id)).toEqual([]);
  });

  it('should be answered again until Telegram takes the answer', async () => {
    const { query, received } = await question();
    world.api.refuse('reset', { code: 502, description: 'Bad Gateway' }, undefined);
    checkouts.hear([received]);
    await answered(query.id, 3);
  });

  it('should not be answered for ever when somebody else was faster', async () => {
    const { query, received } = await question();
    const tooOld =
      'Bad Request: query is too old and response timeout expired or query ID is invalid';
    world.api.refuse({ code: 400, description: tooOld });
    checkouts.hear([received]);
    await answered(query.id);
    await checkouts.beforeApplicationShutdown();
    expect(answers(query.id)).toHaveLength(1);
  });

  it('should be answered with a reason in the language of the one who pays', async () => {
    const { query, received } = await question({ total_amount: 1 });
    checkouts.hear([received]);
    await answered(query.id);
    expect(answers(query.id)[0]?.payload).toMatchObject({
      ok: false,
      error_message: expect.stringContaining('Ничего не списано') as string,
    });
  });

  it('should not be looked for in what people write', async () => {
    const raw = JSON.stringify({ update_id: 1, message: { text: '"pre_checkout_query"' } });
    checkouts.hear([{ updateId: 1, chatId: 1, raw }]);
    const none = JSON.stringify({ update_id: 2, pre_checkout_query: null });
    checkouts.hear([{ updateId: 2, chatId: 1, raw: none }]);
    await checkouts.beforeApplicationShutdown();
  });
});
