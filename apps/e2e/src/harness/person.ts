import type { ChatMessage, MessagesPage, PaymentResult, PressResult } from '@aisha/sandbox';
import { eventually } from '@aisha/testing';

export interface Upload {
  bytes: Buffer;
  name: string;
  type?: string;
}
type MediaKind = 'photo' | 'document' | 'voice' | 'audio' | 'video' | 'video_note';

const PATIENCE_MS = 30_000;

/** What people of this file said and are called; nothing of it may stand in a log. */
export const heard = { texts: new Set<string>(), names: new Set<string>() };

/** A person at their messenger. */
export class Person {
  constructor(
    private readonly api: string,
    readonly id: number,
  ) {}

  /** @param as further what Telegram knows of them, such as an id to have */
  static async arrive(
    api: string,
    languageCode: 'ru' | 'en',
    firstName = 'Anna',
    as: { id?: number; username?: string } = {},
  ): Promise<Person> {
    heard.names.add(firstName).add(as.username ?? '');
    const { id } = await call<{ id: number }>(
      `${api}/people`,
      json({ ...as, firstName, languageCode }),
    );
    return new Person(api, id);
  }

  async say(text: string): Promise<void> {
    heard.texts.add(text);
    await call(`${this.api}/people/${this.id}/messages`, json({ text }));
  }

  /** Several files are one album. */
  async send(kind: MediaKind, files: Upload[], caption = ''): Promise<void> {
    heard.texts.add(caption);
    const form = new FormData();
    form.set('kind', kind);
    form.set('caption', caption);
    for (const { bytes, name, type } of files) {
      form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    }
    await call(`${this.api}/people/${this.id}/messages`, { method: 'POST', body: form });
  }

  /** Presses the newest button with this label. @returns the pop-up answer, if any */
  async press(label: string | RegExp): Promise<string | undefined> {
    const found = await this.sees(`a button ${label}`, async () => {
      const messages = (await this.chat()).reverse();
      for (const message of messages) {
        const button = message.buttons?.flat().find(({ text }) => matches(text, label));
        if (button?.callbackData) return { message, data: button.callbackData };
      }
      return undefined;
    });
    return this.pressData(found.message.messageId, found.data);
  }

  async pressData(messageId: number, data: string): Promise<string | undefined> {
    const { answer } = await call<PressResult>(
      `${this.api}/people/${this.id}/presses`,
      json({ messageId, data }),
    );
    return answer?.text;
  }

  /** Presses the pay button of an invoice, their own or (sentTo) one that was forwarded to them. */
  pay(messageId: number, sentTo?: number): Promise<PaymentResult> {
    return call(`${this.api}/people/${this.id}/payments`, json({ messageId, sentTo }));
  }

  async block(blocked: boolean): Promise<void> {
    await call(`${this.api}/people/${this.id}/blocked`, json({ blocked }));
  }

  async chat(): Promise<ChatMessage[]> {
    const page = await call<MessagesPage>(`${this.api}/people/${this.id}/messages`);
    return page.messages;
  }

  async answers(): Promise<ChatMessage[]> {
    return (await this.chat()).filter(({ from }) => from === 'bot');
  }

  /** Waits until the bot has said something that fits. */
  async hears(pattern: string | RegExp, timeoutMs = PATIENCE_MS): Promise<ChatMessage> {
    return this.sees(
      `an answer like ${pattern}`,
      async () => (await this.answers()).findLast((message) => matches(words(message), pattern)),
      timeoutMs,
    );
  }

  async file(fileId: string): Promise<Buffer> {
    const response = await fetch(`${this.api}/files/${fileId}`);
    return Buffer.from(await response.arrayBuffer());
  }

  private async sees<Found>(
    what: string,
    look: () => Promise<Found | undefined>,
    timeoutMs = PATIENCE_MS,
  ): Promise<Found> {
    return eventually(
      async () => {
        const found = await look();
        if (found === undefined) {
          const shown = (await this.chat())
            .slice(-6)
            .map((message) => `  ${message.from}: ${words(message)}`);
          throw new Error(`no ${what} in the chat:\n${shown.join('\n')}`);
        }
        return found;
      },
      { timeoutMs },
    );
  }
}

export const words = ({ text, caption }: ChatMessage): string => text ?? caption ?? '';

const matches = (text: string, pattern: string | RegExp): boolean =>
  typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text);

const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function call<Result>(url: string, init?: RequestInit): Promise<Result> {
  const response = await fetch(url, init);
  if (!response.ok)
    throw new Error(`${init?.method ?? 'GET'} ${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Result;
}
