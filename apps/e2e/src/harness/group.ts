import type { ChatMessage, Group as GroupCard, MessagesPage, PressResult } from '@aisha/sandbox';
import { eventually } from '@aisha/testing';
import { type Person, type Upload, words } from './person';

const PATIENCE_MS = 30_000;

/** A group of people, with the bot or without. */
export class Group {
  private constructor(
    private readonly api: string,
    readonly id: number,
    private readonly creator: Person,
  ) {}

  /** @param members the first one made the group and is its only administrator */
  static async of(api: string, members: Person[], privacy = true): Promise<Group> {
    const [creator] = members as [Person];
    const memberIds = members.map(({ id }) => id);
    const body = { title: 'Friends', memberIds, adminIds: [creator.id], privacy };
    const { id } = await post<GroupCard>(`${api}/groups`, body);
    return new Group(api, id, creator);
  }

  async setBot(status: GroupCard['bot']): Promise<void> {
    await post(`${this.address}/bot`, { personId: this.creator.id, status });
  }

  /** @returns Telegram's id of the message */
  async say(person: Person, text: string, replyTo?: number): Promise<number> {
    const said = { personId: person.id, text, replyTo };
    const [message] = await post<ChatMessage[]>(`${this.address}/messages`, said);
    return message!.messageId;
  }

  async speak(person: Person, { bytes, name, type }: Upload): Promise<number> {
    const form = new FormData();
    form.set('kind', 'voice');
    form.set('personId', String(person.id));
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
    const [message] = await call<ChatMessage[]>(`${this.address}/messages`, {
      method: 'POST',
      body: form,
    });
    return message!.messageId;
  }

  /** Presses a button of the newest message that has it. @returns the pop-up answer, if any */
  async press(person: Person, label: string): Promise<string | undefined> {
    const { messageId, data } = await eventually(async () => this.button(label), {
      timeoutMs: PATIENCE_MS,
    });
    const press = { personId: person.id, messageId, data };
    return (await post<PressResult>(`${this.address}/presses`, press)).answer?.text;
  }

  async answers(): Promise<ChatMessage[]> {
    const page = await call<MessagesPage>(`${this.address}/messages`);
    return page.messages.filter(({ from }) => from === 'bot');
  }

  /** Waits until the bot has said something that contains this. */
  hears(text: string): Promise<ChatMessage> {
    return eventually(
      async () => {
        const answers = await this.answers();
        const found = answers.findLast((message) => words(message).includes(text));
        if (!found) throw new Error(`no "${text}" in:\n${answers.map(words).join('\n---\n')}`);
        return found;
      },
      { timeoutMs: PATIENCE_MS },
    );
  }

  private get address(): string {
    return `${this.api}/groups/${this.id}`;
  }

  private async button(label: string): Promise<{ messageId: number; data: string }> {
    for (const { buttons, messageId } of (await this.answers()).reverse()) {
      const found = buttons?.flat().find(({ text }) => text.includes(label));
      if (found?.callbackData) return { messageId, data: found.callbackData };
    }
    throw new Error(`no button ${label} in the group`);
  }
}

const post = <Result>(url: string, body: object): Promise<Result> =>
  call(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function call<Result>(url: string, init?: RequestInit): Promise<Result> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Result;
}
