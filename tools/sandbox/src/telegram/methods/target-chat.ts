import { badRequest, forbidden } from '../bot-api.error';
import type { Person } from '../person-api.types';
import type { CallParams } from '../server/call-params';
import type { ChatEntry } from '../world/change.types';
import type { World } from '../world/world';

/** The chat that `chat_id` names. Throws when it is missing or its person never wrote to the bot. */
export function targetChat(world: World, params: CallParams): Person {
  if (!params.text('chat_id')) throw badRequest('chat_id is empty');
  const person = world.people.find(params.integer('chat_id') ?? 0);
  if (!person || !world.chats.isOpen(person.id)) throw badRequest('chat not found');
  return person;
}

/** The same, for what its person would see. Throws 403 when the person blocked the bot. */
export function writableChat(world: World, params: CallParams): Person {
  const person = targetChat(world, params);
  if (person.blocked) throw forbidden('bot was blocked by the user');
  return person;
}

/** The bot's own message that `message_id` names, for editing. */
export function editableEntry(world: World, params: CallParams): ChatEntry {
  const chat = targetChat(world, params);
  const entry = world.chats.find(chat.id, params.integer('message_id') ?? 0);
  if (!entry) throw badRequest('message to edit not found');
  if (entry.sender !== 'bot') throw badRequest("message can't be edited");
  return entry;
}
