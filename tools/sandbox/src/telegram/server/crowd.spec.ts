import { TelegramFixture } from '../telegram.fixture';
import type { ArrivedUpdate } from './crowd.routes';
import type { LoggedCall } from './truth-log';

describe('a crowd', () => {
  let telegram: TelegramFixture;
  beforeEach(async () => {
    telegram = await TelegramFixture.start();
  });
  afterEach(() => telegram.close());

  const post = async <Result>(path: string, body: object) => {
    const response = await telegram.post(`/_sandbox${path}`, body);
    expect(response.status).toBe(201);
    return (await response.json()) as Result;
  };
  const arrive = async (count: number) =>
    (await post<{ ids: number[] }>('/people', { count, languageCode: 'en' })).ids;
  const act = (...deeds: object[]) => post<ArrivedUpdate[]>('/deeds', { deeds });

  it('should write to the bot, each with the update that came of it', async () => {
    const ids = await arrive(3);
    const before = Date.now();
    const arrived = await act(...ids.map((personId) => ({ personId, text: `I am ${personId}` })));
    expect(arrived.every(({ at }) => at >= before && at <= Date.now())).toBe(true);
    const updates = await telegram.updates();
    expect(updates.map(({ update_id, message }) => [update_id, message?.text])).toEqual(
      arrived.map(({ updateId }, index) => [updateId, `I am ${ids[index]}`]),
    );
  });

  it('should press buttons of the newest message that has some, and wait for nothing', async () => {
    const [personId] = await arrive(1);
    await act({ personId, text: '/start' });
    const inline_keyboard = [[{ text: 'Help', callback_data: 'help' }]];
    const menu = { chat_id: personId, text: 'menu', reply_markup: { inline_keyboard } };
    const sent = await telegram.call('sendMessage', menu);
    await telegram.call('sendMessage', { chat_id: personId, text: 'by the way' });
    const [{ updateId } = { updateId: 0 }] = await act({ personId, press: 'help' });
    const update = (await telegram.updates()).at(-1);
    expect(update).toMatchObject({
      update_id: updateId,
      callback_query: { data: 'help', message: { message_id: idOf(sent.body.result) } },
    });
  });

  it('should bring in what Telegram would never send', async () => {
    const raw = { callback_query: { id: '1', message: { chat: { id: 7 } } } };
    const [{ updateId } = { updateId: 0 }] = await act({ chatId: 7, raw });
    expect(await telegram.updates()).toEqual([{ update_id: updateId, ...raw }]);
  });

  it('should refuse deeds of nobody', async () => {
    const response = await telegram.post('/_sandbox/deeds', {
      deeds: [{ personId: 5, text: 'hello' }],
    });
    expect(response.status).toBe(400);
  });

  it('should show its log by pages', async () => {
    const [personId] = await arrive(1);
    await act({ personId, text: '/start' });
    for (const text of ['one', 'two', 'three'])
      await telegram.call('sendMessage', { chat_id: personId, text });
    const page = (query: string) => telegram.get<LoggedCall[]>(`/_sandbox/log?${query}`);
    expect((await page('after=0&limit=2')).map(({ seq }) => seq)).toEqual([1, 2]);
    expect((await page('after=2&limit=2')).map(({ seq }) => seq)).toEqual([3]);
    expect(await page('after=3')).toEqual([]);
  });

  it('should count polls that overlap and the conflicts that were answered', async () => {
    const older = telegram.call('getUpdates', { timeout: 50 });
    await telegram.untilPolled();
    const newer = telegram.call('getUpdates', { timeout: 50 });
    expect((await older).status).toBe(409);
    await act({ personId: (await arrive(1))[0], text: 'hello' });
    expect((await newer).status).toBe(200);
    const { polls } = await telegram.get<{ polls: object }>('/_sandbox/state');
    expect(polls).toEqual({ overlaps: 1, conflicts: 1 });
  });
});

const idOf = (result: unknown) => (result as { message_id: number }).message_id;
