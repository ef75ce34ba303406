import type { CallbackAnswer, Person } from '../person-api.types';
import type { ChatEntry } from '../world/change.types';
import { userOf } from '../world/people';
import type { World } from '../world/world';
import { PersonApiError } from './person-api.error';
import { newQueryId } from './query-id';

/** What a person does with a message of the bot: presses its buttons. */
export class PersonQueries {
  constructor(private readonly world: World) {}

  /** Resolves to the bot's answer, or to null when it was silent for 15 s. */
  async press(
    person: Person,
    messageId: number,
    data: string,
    chatId = person.id,
  ): Promise<CallbackAnswer | null> {
    const { message } = this.entryWith(chatId, messageId, (entry) => hasButton(entry, data));
    const id = newQueryId();
    const query = { id, from: userOf(person), message, chat_instance: String(-chatId), data };
    const asked = this.world.callbacks.ask(id);
    this.world.updates.push({ callback_query: query }, `callback-${chatId}`);
    const answer = await asked;
    if (answer) this.tell(chatId, messageId, answer);
    return answer ?? null;
  }

  private entryWith(chatId: number, messageId: number, fits: (entry: ChatEntry) => boolean) {
    const entry = this.world.chats.find(chatId, messageId);
    if (!entry) throw new PersonApiError(404, 'there is no such message');
    if (!fits(entry)) throw new PersonApiError(400, 'the message has no such button');
    return entry;
  }

  private tell(chatId: number, messageId: number, answer: CallbackAnswer) {
    const event = { name: 'callback-answer', data: { messageId, ...answer } } as const;
    this.world.events.emit(chatId, { seq: this.world.counters.seq, event });
  }
}

const hasButton = ({ message }: ChatEntry, data: string) =>
  message.reply_markup?.inline_keyboard.flat().some((button) => button.callback_data === data) ??
  false;
