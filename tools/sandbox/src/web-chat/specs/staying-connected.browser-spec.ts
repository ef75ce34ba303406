import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Telegram } from 'telegraf';
import {
  startTelegramStandIn,
  type TelegramStandIn,
} from '../../telegram/server/telegram-stand-in';
import { startWebChat } from '../web-chat-server';
import { launchChromium } from './chromium.fixture';

const token = '7002:reconnect-spec';
const closers: (() => Promise<unknown>)[] = [];

/** Ends what the test has started, the newest first. */
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function startTelegram(dataDir: string, port: number): Promise<TelegramStandIn> {
  const telegram = await startTelegramStandIn({ token, port, dataDir });
  closers.push(() => telegram.close());
  return telegram;
}

async function openChat(apiUrl: string, personId: number) {
  const chat = await startWebChat({ apiUrl });
  closers.push(() => chat.close());
  const browser = await launchChromium();
  closers.push(() => browser.close());
  const page = await browser.newPage({ locale: 'en-GB' });
  await page.goto(`${chat.url}/#/people/${personId}`);
  return page;
}

it('should say that it is connecting, come back by itself and show what it missed', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'web-chat-'));
  closers.push(() => rm(dataDir, { recursive: true }));
  const before = await startTelegram(dataDir, 0);
  const { id } = before.world.people.add({ firstName: 'Anna', languageCode: 'en' });
  const page = await openChat(before.url, id);
  await page.getByRole('textbox').fill('hello');
  await page.keyboard.press('Enter');
  await page.locator('.row.from-person .bubble time').waitFor();

  await before.close();
  closers.splice(1, 1);
  await page.getByRole('status').getByText('connecting…').waitFor();
  const after = await startTelegram(dataDir, before.port);
  await new Telegram(token, { apiRoot: after.url }).sendMessage(id, 'missed you');
  await page.locator('.row.from-bot .bubble').getByText('missed you').waitFor();
  await page.getByRole('status').getByText('bot', { exact: true }).waitFor();
});
