import { badRequest, forbidden } from '../bot-api.error';
import type { Group } from '../person-api.types';
import type { CallParams } from '../server/call-params';
import type { ChatEntry } from '../world/change.types';
import type { Chat } from '../wire.types';
import { groupChatOf } from '../world/groups';
import { chatOf } from '../world/people';
import type { World } from '../world/world';

/** A chat that the bot may know: a person's, or a group. */
export interface TargetChat {
  id: number;
  chat: Chat;
  /** Why nothing can be written there. */
  forbidden?: string;
}

/** The chat that `chat_id` names. Throws when it is missing or its person never wrote to the bot. */
export function targetChat(world: World, params: CallParams): TargetChat {
  if (!params.text('chat_id')) throw badRequest('chat_id is empty');
  const id = params.integer('chat_id') ?? 0;
  const group = world.groups.find(id);
  if (group) return { id, chat: groupChatOf(group), ...groupBarrier(group) };
  const person = world.people.find(id);
  if (!person || !world.chats.isOpen(id)) throw badRequest('chat not found');
  return { id, chat: chatOf(person), ...(person.blocked && { forbidden: BLOCKED }) };
}

/** The same, for what is seen there. Throws 403 when the person blocked the bot, or it is not in the group. */
export function writableChat(world: World, params: CallParams): TargetChat {
  const target = targetChat(world, params);
  if (target.forbidden) throw forbidden(target.forbidden);
  return target;
}

const BLOCKED = 'bot was blocked by the user';
const GROUP_BARRIERS: Partial<Record<Group['bot'], string>> = {
  left: 'bot is not a member of the supergroup chat',
  kicked: 'bot was kicked from the supergroup chat',
};
const groupBarrier = ({ bot }: Group) => ({ forbidden: GROUP_BARRIERS[bot] });

/** The bot's own message that `message_id` names, for editing. */
export function editableEntry(world: World, params: CallParams): ChatEntry {
  const chat = targetChat(world, params);
  const entry = world.chats.find(chat.id, params.integer('message_id') ?? 0);
  if (!entry) throw badRequest('message to edit not found');
  if (entry.sender !== 'bot') throw badRequest("message can't be edited");
  return entry;
}
