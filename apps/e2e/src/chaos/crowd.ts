import type { Asked } from './history';
import type { StandIn } from './stand-in';

/** What a person does: `what` it is for the checker, and how it is told to the stand-in. */
export type Deed = Pick<Asked, 'what' | 'chatId' | 'mark'> &
  ({ text: string } | { press: string } | { raw: object });

/** An order on which everything is chosen; a press draws it. */
export interface OpenOrder {
  id: string;
  chatId: number;
  /** In no other order. */
  prompt: string;
}

/** The people of a run, and all that they asked. */
export class Crowd {
  readonly asked: Asked[] = [];
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly standIn: StandIn) {}

  async arrive(count: number): Promise<number[]> {
    const body = { count, languageCode: 'en' };
    return (await this.standIn.post<{ ids: number[] }>('/people', body)).ids;
  }

  /** One request after the other: what a person does keeps its order. */
  act(deeds: Deed[]): Promise<void> {
    const acted = this.last.then(() => this.perform(deeds));
    this.last = acted.catch(() => undefined);
    return acted;
  }

  private async perform(deeds: Deed[]): Promise<void> {
    if (deeds.length === 0) return;
    const body = { deeds: deeds.map(toWire) };
    const arrived = await this.standIn.post<{ updateId: number; at: number }[]>('/deeds', body);
    for (const [index, { what, chatId, mark }] of deeds.entries())
      this.asked.push({ ...arrived[index]!, what, chatId, ...(mark !== undefined && { mark }) });
  }
}

function toWire(deed: Deed): object {
  const { chatId } = deed;
  if ('text' in deed) return { personId: chatId, text: deed.text };
  return 'press' in deed ? { personId: chatId, press: deed.press } : { chatId, raw: deed.raw };
}

/**
 * A press by nobody: Telegram would never send it, and no handler can answer it. The person asks for help right
 * after, who must not wait for it.
 */
export const poisoned = (chatId: number): Deed[] => [
  {
    what: 'poison',
    chatId,
    raw: { callback_query: { id: '1', message: { chat: { id: chatId, type: 'private' } } } },
  },
  { what: 'command', chatId, text: '/help' },
];

/** The press that has an order drawn. */
export const purchase = ({ id, chatId, prompt }: OpenOrder): Deed => ({
  what: 'purchase',
  chatId,
  press: `draw:${id}`,
  mark: prompt,
});
