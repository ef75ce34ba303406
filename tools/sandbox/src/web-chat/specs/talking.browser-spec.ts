import { once, EventEmitter } from 'node:events';
import { bubblesFrom, ChatRoom, write } from './chat-room.fixture';

const thinking = new EventEmitter();
let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.open((bot) => {
    bot.hears('slow', async (ctx) => {
      await ctx.sendChatAction('typing');
      await once(thinking, 'done');
      await ctx.reply('at last');
    });
    bot.hears('format', (ctx) =>
      ctx.replyWithHTML('<b>bold</b> <a href="https://example.org/">link</a> &lt;b&gt;'),
    );
    bot.hears('keys', (ctx) =>
      ctx.reply('choose', { reply_markup: { keyboard: [['Tea', 'Milk']] } }),
    );
    bot.on('text', (ctx) => ctx.reply(`echo: ${ctx.message.text.slice(0, 200)}`));
  });
});
afterAll(() => room.close());

it('should send a text with Enter and show the answer of the bot', async () => {
  const { page } = await room.visit('Anna');
  await write(page, 'hello');
  await bubblesFrom(page, 'bot').getByText('echo: hello').waitFor();
  await bubblesFrom(page, 'person').getByText('hello', { exact: true }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('');
  expect(await bubblesFrom(page, 'person').count()).toBe(1);
});

it('should break the line with Shift+Enter', async () => {
  const { page } = await room.visit('Anna');
  await page.getByRole('textbox').pressSequentially('one');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Enter');
  await bubblesFrom(page, 'bot').getByText('echo: one\ntwo').waitFor();
});

it('should begin with the start button', async () => {
  const { page } = await room.visit('Anna');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await bubblesFrom(page, 'bot').getByText('echo: /start').waitFor();
  expect(await page.getByRole('button', { name: 'Start', exact: true }).isVisible()).toBe(false);
});

it('should show that the bot types, until it has answered', async () => {
  const { page } = await room.visit('Анна', 'ru');
  await write(page, 'slow');
  await page.getByRole('status').getByText('печатает…').waitFor();
  thinking.emit('done');
  await bubblesFrom(page, 'bot').getByText('at last').waitFor();
  await page.getByRole('status').getByText('бот', { exact: true }).waitFor();
});

it('should show markup that people write as text, and run none of it', async () => {
  const { page } = await room.visit('<img src=x onerror="document.title=1">');
  const script = '<script>document.title="hacked"</script><img src=x onerror="document.title=1">';
  await write(page, script);
  await bubblesFrom(page, 'bot').getByText(`echo: ${script}`).waitFor();
  expect(await page.locator('.messages :is(script, img), .people img').count()).toBe(0);
  expect(await page.title()).toBe('Aisha: sandbox chat');
});

it('should show the formatting of the bot', async () => {
  const { page } = await room.visit('Anna');
  await write(page, 'format');
  const answer = bubblesFrom(page, 'bot');
  await answer.locator('strong', { hasText: 'bold' }).waitFor();
  const link = answer.getByRole('link', { name: 'link' });
  expect(await link.getAttribute('href')).toBe('https://example.org/');
  expect(await link.getAttribute('rel')).toContain('noopener');
  expect(await answer.innerText()).toContain('<b>');
});

it('should send the text of a reply keyboard', async () => {
  const { page } = await room.visit('Anna');
  await write(page, 'keys');
  await page.getByRole('button', { name: 'Milk' }).click();
  await bubblesFrom(page, 'bot').getByText('echo: Milk').waitFor();
});

it('should offer the commands that the bot sets later, by keyboard too', async () => {
  const { page } = await room.visit('Anna');
  await room.bot.telegram.setMyCommands([
    { command: 'help', description: 'Get help' },
    { command: 'balance', description: 'Credits' },
  ]);
  await page.getByRole('button', { name: 'Commands of the bot' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: '/help' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await bubblesFrom(page, 'bot').getByText('echo: /balance').waitFor();
  expect(await page.getByRole('menu').isVisible()).toBe(false);
});

it('should show what did not go out and send it again when asked', async () => {
  const { page } = await room.visit('Anna');
  await page.route('**/messages', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await write(page, 'lost');
  await page.getByText('Not sent.').waitFor();
  await page.unroute('**/messages');
  await page.getByRole('button', { name: 'Try again' }).click();
  await bubblesFrom(page, 'bot').getByText('echo: lost').waitFor();
  expect(await bubblesFrom(page, 'person').count()).toBe(1);
});

it('should cut what is longer than a message into several', async () => {
  const { page } = await room.visit('Anna');
  await write(page, 'word '.repeat(1000));
  await bubblesFrom(page, 'bot').nth(1).waitFor();
  expect(await bubblesFrom(page, 'person').count()).toBe(2);
});
