import { bubblesFrom, ChatRoom, write } from './chat-room.fixture';

let room: ChatRoom;

beforeAll(async () => {
  room = await ChatRoom.open((bot) => {
    bot.on('text', (ctx) => ctx.reply(`for ${ctx.from.first_name}: ${ctx.message.text}`));
  });
});
afterAll(() => room.close());

it('should make a new person and speak their language', async () => {
  const page = await room.openPage();
  await page.getByRole('button', { name: 'New person' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Ольга');
  await dialog.getByText('Русский').click();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await page.getByText('Песочница: ненастоящие Telegram, FAL и OpenAI').waitFor();
  await write(page, 'привет');
  await bubblesFrom(page, 'bot').getByText('for Ольга: привет').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
});

it('should always say that it is a sandbox', async () => {
  const { page } = await room.visit('Anna');
  await page
    .getByRole('note')
    .getByText('Sandbox: not the real Telegram, FAL and OpenAI')
    .waitFor();
});

it('should keep the chats of two people apart, and what was typed in each', async () => {
  const { page } = await room.visit('Paul');
  await room.newPerson('Quentin');
  await write(page, 'I am Paul');
  await bubblesFrom(page, 'bot').getByText('for Paul').waitFor();
  await page.getByRole('textbox').fill('not sent yet');

  await page.getByRole('link', { name: 'Quentin' }).click();
  await page.getByText('No messages yet').first().waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('');
  await write(page, 'I am Quentin');
  await bubblesFrom(page, 'bot').getByText('for Quentin').waitFor();
  expect(await bubblesFrom(page, 'person').getByText('Paul').count()).toBe(0);

  await page.getByRole('link', { name: 'Paul' }).click();
  await bubblesFrom(page, 'bot').getByText('for Paul').waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe('not sent yet');
});

it('should count what the bot writes to somebody else', async () => {
  const other = await room.newPerson('Rita');
  await room.say(other, 'hello');
  const { page } = await room.visit('Sam');
  await page.getByRole('link', { name: 'Rita' }).getByText('for Rita: hello').waitFor();
  await room.bot.telegram.sendMessage(other.id, 'your avatar is ready');
  const entry = page.getByRole('link', { name: 'Rita' });
  await entry.getByText('your avatar is ready').waitFor();
  expect(await entry.locator('.badge').innerText()).toBe('1');
  await entry.click();
  await entry.locator('.badge').waitFor({ state: 'detached' });
});

it('should keep the chat over a reload', async () => {
  const { page } = await room.visit('Tom');
  await write(page, 'remember me');
  await bubblesFrom(page, 'bot').getByText('for Tom: remember me').waitFor();
  await page.reload();
  await bubblesFrom(page, 'bot').getByText('for Tom: remember me').waitFor();
  expect(await bubblesFrom(page, 'person').count()).toBe(1);
});

it('should block the bot and unblock it', async () => {
  const { page, person } = await room.visit('Uma');
  await room.say(person, 'hello');
  await bubblesFrom(page, 'bot').getByText('for Uma: hello').waitFor();
  await page.getByRole('button', { name: 'Block the bot', exact: true }).click();
  await page.getByText('You blocked the bot').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await expect(room.bot.telegram.sendMessage(person.id, 'hi')).rejects.toThrow(/403/);
  await page.getByRole('button', { name: 'Unblock the bot' }).click();
  await write(page, 'back');
  await bubblesFrom(page, 'bot').getByText('for Uma: back').waitFor();
});

it('should show one column on a phone, with a way back', async () => {
  const viewport = { width: 390, height: 844 };
  const { page } = await room.visit('Vera', 'en', { viewport, isMobile: true, hasTouch: true });
  const entry = page.getByRole('link', { name: 'Vera' });
  expect(await entry.isVisible()).toBe(false);
  await page.getByRole('textbox').fill('from a phone');
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await bubblesFrom(page, 'bot').getByText('for Vera: from a phone').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.getByRole('link', { name: 'Back to people' }).tap();
  await entry.waitFor();
  expect(await bubblesFrom(page, 'bot').count()).toBe(1);
  expect(await page.getByRole('textbox').isVisible()).toBe(false);
});

it('should offer no recording where there is no microphone', async () => {
  const { page } = await room.visit('Walt');
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Record a voice message' }).count()).toBe(0);
});
