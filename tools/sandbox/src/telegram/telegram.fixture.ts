import { Telegram } from 'telegraf';
import sharp from 'sharp';
import type { ChatMessage, MessagesPage, Person } from './person-api.types';
import {
  startTelegramStandIn,
  type TelegramStandIn,
  type TelegramStandInOptions,
} from './server/telegram-stand-in';
import type { Update } from './wire.types';

export const token = '123456:sandbox-token';

/** A stand-in on a free port, with a client as the bot would use it. */
export class TelegramFixture {
  readonly telegram: Telegram;

  private constructor(readonly server: TelegramStandIn) {
    this.telegram = this.client();
  }

  static async start(options: Partial<TelegramStandInOptions> = {}) {
    return new TelegramFixture(await startTelegramStandIn({ token, port: 0, ...options }));
  }

  client(botToken = token) {
    return new Telegram(botToken, { apiRoot: this.server.url });
  }

  close() {
    return this.server.close();
  }

  /** A call without a client between: the status and the envelope as they come. */
  async call(method: string, body: object = {}, path = `/bot${token}/${method}`) {
    const response = await this.post(path, body);
    return { status: response.status, body: (await response.json()) as Envelope };
  }

  /** The next updates; waits up to 3 s for the first one. */
  async updates(offset = 0): Promise<Update[]> {
    const { body } = await this.call('getUpdates', { offset, timeout: 3 });
    return body.result as Update[];
  }

  /** Until a getUpdates waits on the server. */
  async untilPolled(): Promise<void> {
    const { isPolled } = await this.get<{ isPolled: boolean }>('/_sandbox/state');
    if (!isPolled) await this.untilPolled();
  }

  async sandbox(path: string, body: object) {
    const response = await this.post(`/_sandbox${path}`, body);
    if (!response.ok) throw new Error(await response.text());
  }

  async get<T>(path: string) {
    const response = await fetch(`${this.server.url}${path}`);
    return (await response.json()) as T;
  }

  post(path: string, body: object) {
    return fetch(`${this.server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** A person who may or may not have written already. */
  async person(firstName = 'Мария'): Promise<PersonFixture> {
    const response = await this.post('/api/people', { firstName, languageCode: 'ru' });
    return new PersonFixture(this, (await response.json()) as Person);
  }

  /** A person whose first message the bot has already confirmed. */
  async acquaintance(firstName?: string) {
    const person = await this.person(firstName);
    await person.write('/start');
    this.server.world.updates.clear();
    return person;
  }
}

export interface Envelope {
  ok: boolean;
  result: unknown;
  error_code?: number;
  description?: string;
  parameters?: object;
}

/** Someone with the web chat open. */
export class PersonFixture {
  readonly id: number;
  readonly path: string;

  constructor(
    private readonly telegram: TelegramFixture,
    { id }: Person,
  ) {
    this.id = id;
    this.path = `/api/people/${id}`;
  }

  async write(text: string) {
    return this.sent(await this.telegram.post(`${this.path}/messages`, { text }));
  }

  async attach(kind: string, files: Blob[], fields: Record<string, string> = {}) {
    const form = new FormData();
    form.set('kind', kind);
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const [index, file] of files.entries()) form.append('file', file, `file-${index}.jpg`);
    const url = `${this.telegram.server.url}${this.path}/messages`;
    return this.sent(await fetch(url, { method: 'POST', body: form }));
  }

  async press(messageId: number, data: string): Promise<{ answer: unknown }> {
    const response = await this.telegram.post(`${this.path}/presses`, { messageId, data });
    return (await response.json()) as { answer: unknown };
  }

  setBlocked(blocked: boolean) {
    return this.telegram.post(`${this.path}/blocked`, { blocked });
  }

  page(after = 0) {
    return this.telegram.get<MessagesPage>(`${this.path}/messages?after=${after}`);
  }

  /** The newest message as the person sees it. */
  async lastSeen() {
    return (await this.page()).messages.at(-1);
  }

  private async sent(response: Response) {
    const body: unknown = await response.json();
    if (response.status !== 201) throw new Error(JSON.stringify(body));
    return body as ChatMessage[];
  }
}

/** A JPEG of one colour. */
export const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();

/** The words of a refused call. */
export const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'not refused',
    (error: Error) => error.message,
  );
