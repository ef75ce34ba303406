import { badRequest } from '../bot-api.error';
import type { Group } from '../person-api.types';
import type { CallParams } from '../server/call-params';
import { userOf } from '../world/people';
import type { World } from '../world/world';
import type { BotMethods } from './bot-method.types';
import { writableChat } from './target-chat';

/** Who is who in a group. */
export const groupMethods: BotMethods = {
  getChatMember: ({ world, params }) => {
    const group = groupOf(world, params);
    const userId = params.integer('user_id') ?? 0;
    if (userId === world.bot.id) return { status: group.bot, user: world.bot.user };
    const person = world.people.find(userId);
    if (!person) throw badRequest('user not found');
    return { status: statusIn(group, userId), user: userOf(person) };
  },
  getChatAdministrators: ({ world, params }) => {
    const group = groupOf(world, params);
    return group.adminIds.flatMap((id) => {
      const person = world.people.find(id);
      return person ? [{ status: statusIn(group, id), user: userOf(person) }] : [];
    });
  },
};

function groupOf(world: World, params: CallParams): Group {
  const { id } = writableChat(world, params);
  const group = world.groups.find(id);
  if (!group) throw badRequest('there are no administrators in the private chat');
  return group;
}

/** Whoever is named first among the administrators made the group. */
function statusIn({ adminIds, memberIds }: Group, id: number) {
  if (adminIds[0] === id) return 'creator';
  if (adminIds.includes(id)) return 'administrator';
  return memberIds.includes(id) ? 'member' : 'left';
}
