import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Telegraf } from 'telegraf';
import type { Person } from '../../telegram/person-api.types';
import {
  startTelegramStandIn,
  type TelegramStandIn,
} from '../../telegram/server/telegram-stand-in';
import { startWebChat, type WebChat } from '../web-chat-server';
import { launchChromium } from './chromium.fixture';

const TOKEN = '7001:web-chat-spec';

/** A person's open page, and who the person is. */
export interface Visit {
  page: Page;
  person: Person;
}

/** The web chat in a browser, the Telegram stand-in behind it, and a bot of the spec that polls it. */
export class ChatRoom {
  private constructor(
    readonly telegram: TelegramStandIn,
    readonly chat: WebChat,
    readonly bot: Telegraf,
    private readonly browser: Browser,
    private readonly polling: Promise<void>,
  ) {}

  static async open(wire: (bot: Telegraf) => void, chromiumArgs: readonly string[] = []) {
    const telegram = await startTelegramStandIn({ token: TOKEN, port: 0 });
    const chat = await startWebChat({ apiUrl: telegram.url });
    const bot = new Telegraf(TOKEN, { telegram: { apiRoot: telegram.url } });
    wire(bot);
    // A bot that fails must not end the spec: the page is what is looked at.
    bot.catch((error) => console.error('The bot of the spec failed', error));
    const polling = bot.launch();
    return new ChatRoom(telegram, chat, bot, await launchChromium(chromiumArgs), polling);
  }

  /** A new person, not looked at yet. */
  async newPerson(firstName: string, languageCode: 'ru' | 'en' = 'en'): Promise<Person> {
    const answer = await this.post('/api/people', { firstName, languageCode });
    return (await answer.json()) as Person;
  }

  /** Writes for a person past the page; a bot may write only to those who have written to it. */
  async say(person: Person, text: string): Promise<void> {
    await this.post(`/api/people/${person.id}/messages`, { text });
  }

  /** Opens the chat of a new person, connected. */
  async visit(
    name: string,
    languageCode?: 'ru' | 'en',
    options?: BrowserContextOptions,
  ): Promise<Visit> {
    const person = await this.newPerson(name, languageCode);
    const page = await this.openPage(`/#/people/${person.id}`, options);
    await page
      .getByRole('status')
      .getByText(/^(bot|бот)$/)
      .waitFor();
    return { page, person };
  }

  /** A page of a browser profile of its own; its waits end after ten seconds. */
  async openPage(path = '/', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'en-GB', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await goto(page, this.chat.url + path);
    return page;
  }

  private post(address: string, body: object) {
    const headers = { 'content-type': 'application/json' };
    return fetch(this.chat.url + address, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async close() {
    await this.browser.close();
    this.bot.stop();
    await this.polling;
    await this.chat.close();
    await this.telegram.close();
  }
}

/** The bubbles of the bot, or of the person. */
export const bubblesFrom = (page: Page, from: 'bot' | 'person') =>
  page.locator(`.row.from-${from} .bubble`);

/** Writes into the composer and sends with Enter. */
export async function write(page: Page, text: string) {
  await page.getByRole('textbox', { name: /^(Message|Сообщение)$/ }).fill(text);
  await page.keyboard.press('Enter');
}

/** Loads a page whole; again when a script was cut off by a change of the machine's network. */
async function goto(page: Page, url: string, tries = 3): Promise<void> {
  let isWhole = true;
  const onFailure = () => (isWhole = false);
  page.on('requestfailed', onFailure);
  await page.goto(url);
  page.off('requestfailed', onFailure);
  if (isWhole || tries === 1) return;
  await page.goto('about:blank');
  await goto(page, url, tries - 1);
}
