import { Telegraf } from 'telegraf';
import { TelegramFixture, token } from '../telegram.fixture';

const otherPoller =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

describe('getUpdates', () => {
  let telegram: TelegramFixture;
  beforeEach(async () => {
    telegram = await TelegramFixture.start();
  });
  afterEach(() => telegram.close());

  it('should let a telegraf bot answer a command', async () => {
    const person = await telegram.person();
    const bot = new Telegraf(token, { telegram: { apiRoot: telegram.server.url } });
    const replied = new Promise<void>((resolve, reject) => {
      bot.start((ctx) => ctx.reply(`Hello, ${ctx.from.first_name}`).then(() => resolve(), reject));
    });
    const polling = bot.launch();
    await person.write('/start gift');
    await replied;
    bot.stop();
    await polling;
    expect(await person.lastSeen()).toMatchObject({ from: 'bot', text: 'Hello, Мария' });
  });

  it('should give updates again until a higher offset confirms them', async () => {
    const person = await telegram.person();
    for (const text of ['one', 'two', 'three']) await person.write(text);
    const first = await telegram.updates();
    const [, second] = first;
    expect(first.map(({ message }) => message?.text)).toEqual(['one', 'two', 'three']);
    expect(first.map(({ update_id }) => update_id - (first[0]?.update_id ?? 0))).toEqual([0, 1, 2]);
    const again = await telegram.updates(second?.update_id);
    expect(again.map(({ message }) => message?.text)).toEqual(['two', 'three']);
    expect(telegram.server.world.updates.size).toBe(2);
  });

  it('should keep only the last updates for a negative offset', async () => {
    const person = await telegram.person();
    for (const text of ['one', 'two', 'three']) await person.write(text);
    expect((await telegram.updates(-1)).map(({ message }) => message?.text)).toEqual(['three']);
    expect(telegram.server.world.updates.size).toBe(1);
  });

  it('should wake a waiting poll as soon as something happens', async () => {
    const person = await telegram.person();
    const waiting = telegram.call('getUpdates', { timeout: 50 });
    await telegram.untilPolled();
    await person.write('wake up');
    expect((await waiting).body.result).toMatchObject([{ message: { text: 'wake up' } }]);
  });

  it('should end the older of two polls with 409', async () => {
    const older = telegram.call('getUpdates', { timeout: 50 });
    await telegram.untilPolled();
    const newer = telegram.call('getUpdates', { timeout: 50 });
    const { status, body } = await older;
    expect([status, body.description]).toEqual([409, otherPoller]);
    await (await telegram.person()).write('for the newer one');
    expect((await newer).body.result).toHaveLength(1);
  });

  it('should not lose updates to a poll whose caller hung up', async () => {
    const person = await telegram.person();
    const hangUp = new AbortController();
    const poll = fetch(`${telegram.server.url}/bot${token}/getUpdates?timeout=50`, {
      signal: hangUp.signal,
    });
    await telegram.untilPolled();
    hangUp.abort();
    await expect(poll).rejects.toThrow();
    await person.write('still there');
    expect(await telegram.updates()).toHaveLength(1);
  });

  it('should slow a poller down that asks for the same again and again', async () => {
    const person = await telegram.person();
    await person.write('one');
    await person.write('two');
    await telegram.call('getUpdates', {});
    expect((await telegram.call('getUpdates', {})).body.result).toHaveLength(1);
  });

  it('should leave out the types that are not allowed', async () => {
    const person = await telegram.acquaintance();
    await telegram.call('getUpdates', { allowed_updates: ['my_chat_member'], offset: 1 });
    await person.write('not for you');
    await person.setBlocked(true);
    const [update, ...others] = await telegram.updates();
    expect(others).toEqual([]);
    expect(update?.my_chat_member).toMatchObject({
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked' },
    });
  });

  it('should deliver an old update once more on request', async () => {
    const person = await telegram.person();
    await person.write('twice');
    const [update] = await telegram.updates();
    const next = (update?.update_id ?? 0) + 1;
    await telegram.call('getUpdates', { offset: next, limit: 1, timeout: 0 });
    await telegram.sandbox('/redeliver', { updateId: update?.update_id });
    expect(await telegram.updates(next)).toEqual([update]);
    const unknown = await telegram.post('/_sandbox/redeliver', { updateId: 1 });
    expect(unknown.status).toBe(404);
  }, 10_000);

  it.each([
    ['/bot1:wrong/getMe', 401, 'Unauthorized'],
    ['/botnonsense/getMe', 401, 'Unauthorized: invalid token specified'],
    [`/bot${token}/getNothing`, 404, 'Not Found'],
    ['/nowhere', 404, 'Not Found'],
  ])('should refuse %s', async (path, status, description) => {
    const answer = await telegram.call('', {}, path);
    expect(answer).toEqual({ status, body: { ok: false, error_code: status, description } });
  });

  it('should take parameters from the query, a form and JSON, and methods in any case', async () => {
    const person = await telegram.acquaintance();
    const root = `${telegram.server.url}/bot${token}`;
    await fetch(`${root}/sendmessage?chat_id=${person.id}&text=query`);
    const form = new URLSearchParams({ chat_id: String(person.id), text: 'форма' });
    await fetch(`${root}/SENDMESSAGE`, { method: 'POST', body: form });
    await telegram.call('sendMessage', { chat_id: String(person.id), text: 'json' });
    const { messages } = await person.page();
    expect(messages.map(({ text }) => text)).toEqual(['/start', 'query', 'форма', 'json']);
  });
});
