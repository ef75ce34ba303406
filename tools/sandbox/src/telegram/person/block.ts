import type { Person } from '../person-api.types';
import { now } from '../world/chats';
import { chatOf, userOf } from '../world/people';
import type { World } from '../world/world';

/** Blocks or unblocks the bot and tells it, when that changes anything. */
export function setBlocked(world: World, person: Person, blocked: boolean) {
  if (person.blocked === blocked) return;
  world.people.setBlocked(person.id, blocked);
  if (!world.chats.isOpen(person.id)) return;
  const [before, after] = blocked
    ? (['member', 'kicked'] as const)
    : (['kicked', 'member'] as const);
  const my_chat_member = {
    chat: chatOf(person),
    from: userOf(person),
    date: now(),
    old_chat_member: memberAs(world, before),
    new_chat_member: memberAs(world, after),
  };
  world.updates.push({ my_chat_member }, `chat-${person.id}`);
}

const memberAs = ({ bot }: World, status: 'member' | 'kicked') => ({
  status,
  user: bot.user,
  ...(status === 'kicked' && { until_date: 0 }),
});
