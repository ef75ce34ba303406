import { Markup } from 'telegraf';
import { bubblesFrom, ChatRoom, write } from './chat-room.fixture';

let room: ChatRoom;
let release = () => {};

beforeAll(async () => {
  room = await ChatRoom.open((bot) => {
    const button = Markup.button.callback;
    bot.hears('menu', (ctx) =>
      ctx.reply(
        'Count: 0',
        Markup.inlineKeyboard([
          [button('Add', 'add'), button('Alert', 'alert'), button('Wait', 'wait')],
          [Markup.button.url('Site', 'https://example.org/')],
        ]),
      ),
    );
    bot.hears('buy', (ctx) =>
      ctx.replyWithInvoice({
        title: '100 credits',
        description: 'For avatars',
        payload: 'credits',
        provider_token: '',
        currency: 'XTR',
        prices: [{ label: 'credits', amount: 50 }],
      }),
    );
    bot.action('add', async (ctx) => {
      await ctx.editMessageText('Count: 1', Markup.inlineKeyboard([button('Add', 'add')]));
      await ctx.answerCbQuery('Added');
    });
    bot.action('alert', (ctx) => ctx.answerCbQuery('Read this', { show_alert: true }));
    bot.action('wait', async (ctx) => {
      await new Promise<void>((resolve) => (release = resolve));
      await ctx.answerCbQuery();
    });
    bot.on('pre_checkout_query', (ctx) => ctx.answerPreCheckoutQuery(true));
    bot.on('successful_payment', (ctx) => ctx.reply('Thank you'));
  });
});
afterAll(() => room.close());

async function openMenu() {
  const { page } = await room.visit('Anna');
  await write(page, 'menu');
  await page.getByRole('button', { name: 'Add' }).waitFor();
  return page;
}

it('should press a button, show the toast, and edit the message in its place', async () => {
  const page = await openMenu();
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('Added').waitFor();
  const bubble = bubblesFrom(page, 'bot');
  await bubble.getByText('Count: 1').waitFor();
  await bubble.getByText('edited').waitFor();
  expect(await bubble.count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Alert' }).count()).toBe(0);
});

it('should show an alert until it is read', async () => {
  const page = await openMenu();
  await page.getByRole('button', { name: 'Alert' }).click();
  const alert = page.getByRole('alertdialog', { name: 'Read this' });
  await alert.getByRole('button', { name: 'OK' }).click();
  await alert.waitFor({ state: 'detached' });
});

it('should mark a pressed button as busy until the bot has answered', async () => {
  const page = await openMenu();
  const button = page.getByRole('button', { name: 'Wait' });
  await button.click();
  await page.locator('.key[aria-busy=true]').waitFor();
  release();
  await page.locator('.key[aria-busy]').waitFor({ state: 'detached' });
});

it('should open an address in a tab of its own', async () => {
  const page = await openMenu();
  const link = page.getByRole('link', { name: 'Site' });
  expect(await link.getAttribute('href')).toBe('https://example.org/');
  expect(await link.getAttribute('target')).toBe('_blank');
});

it('should pay an invoice with play money', async () => {
  const { page } = await room.visit('Anna');
  await write(page, 'buy');
  await bubblesFrom(page, 'bot').getByText('100 credits').waitFor();
  await page.locator('.key').click();
  await page.getByText('Paid with play money: ⭐ 50').waitFor();
  await bubblesFrom(page, 'bot').getByText('Thank you').waitFor();
});
