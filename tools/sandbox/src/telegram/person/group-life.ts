import type { Group, Person } from '../person-api.types';
import type { Message } from '../wire.types';
import { now } from '../world/chats';
import { groupChatOf, isInGroup } from '../world/groups';
import { userOf } from '../world/people';
import type { World } from '../world/world';
import { PersonApiError } from './person-api.error';
import type { Place } from './person-messages';

/** Where a message of a group goes, and whether the bot is shown it. */
export function placeInGroup(world: World, group: Group, replyTo?: number): Place {
  const replied = replyTo === undefined ? undefined : world.chats.find(group.id, replyTo)?.message;
  if (replyTo !== undefined && !replied) throw new PersonApiError(404, 'there is no such message');
  return {
    chat: groupChatOf(group),
    ...(replied && { replied: { ...replied, reply_to_message: undefined } }),
    isSeen: (message) => isSeen(world, group, message),
  };
}

/** Adds the bot, makes it an administrator, or takes it out; it is told, also when it is gone. */
export function setBotIn(world: World, group: Group, by: Person, status: Group['bot']) {
  if (group.bot === status) return;
  world.groups.setBot(group.id, status);
  const my_chat_member = {
    chat: groupChatOf(group),
    from: userOf(by),
    date: now(),
    old_chat_member: { status: group.bot, user: world.bot.user },
    new_chat_member: {
      status,
      user: world.bot.user,
      ...(status === 'kicked' && { until_date: 0 }),
    },
  };
  world.updates.push({ my_chat_member }, `chat-${group.id}`);
}

/** With privacy mode on a bot that is no administrator sees commands, mentions and replies to it. */
function isSeen({ bot }: World, group: Group, message: Message): boolean {
  if (!isInGroup(group)) return false;
  if (!group.privacy || group.bot === 'administrator') return true;
  if (message.reply_to_message?.from.id === bot.id) return true;
  const words = message.text ?? message.caption ?? '';
  return (message.entities ?? message.caption_entities ?? []).some(({ type, offset, length }) => {
    const word = words.slice(offset, offset + length).toLowerCase();
    const own = `@${bot.user.username}`.toLowerCase();
    if (type === 'mention') return word === own;
    return type === 'bot_command' && (!word.includes('@') || word.endsWith(own));
  });
}
