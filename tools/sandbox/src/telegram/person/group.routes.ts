import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Group, MessagesPage, Person } from '../person-api.types';
import { isForm } from '../server/form-body';
import { toChatMessage } from '../world/chat-message';
import type { World } from '../world/world';
import { placeInGroup, setBotIn } from './group-life';
import { PersonApiError } from './person-api.error';
import { buttonPress, readMessage, seqQuery } from './person-input';
import type { PersonMessages } from './person-messages';
import type { PersonQueries } from './person-queries';

const newGroup = z.object({
  title: z.string().trim().min(1).max(128),
  memberIds: z.array(z.int()).min(1),
  adminIds: z.array(z.int()).default([]),
  privacy: z.boolean().default(true),
});
const botInput = z.object({
  personId: z.int(),
  status: z.enum(['member', 'administrator', 'left', 'kicked']),
});
const speaker = z.object({
  personId: z.coerce.number().int(),
  replyTo: z.coerce.number().int().optional(),
});

interface ById {
  Params: { id: string };
}

/** Groups as their members' apps see them. */
export function registerGroups(
  app: FastifyInstance,
  world: World,
  messages: PersonMessages,
  queries: PersonQueries,
) {
  app.post('/groups', (request, reply) =>
    reply.code(201).send(world.groups.add(newGroup.parse(request.body))),
  );
  app.post<ById>('/groups/:id/bot', (request) => {
    const { personId, status } = botInput.parse(request.body);
    const group = findGroup(world, request.params.id);
    setBotIn(world, group, memberOf(world, group, personId), status);
    return { status };
  });
  app.get<ById>('/groups/:id/messages', (request): MessagesPage => {
    const { id } = findGroup(world, request.params.id);
    const { entries, deletions } = world.chats.since(id, seqQuery.parse(request.query).after ?? 0);
    const deleted = deletions.map(({ messageId }) => messageId);
    return { seq: world.counters.seq, messages: entries.map(toChatMessage), deleted };
  });
  app.post<ById>('/groups/:id/messages', async (request, reply) => {
    const { body } = request;
    const { personId, replyTo } = speaker.parse(
      isForm(body) ? Object.fromEntries(body.fields) : body,
    );
    const group = findGroup(world, request.params.id);
    const person = memberOf(world, group, personId);
    const place = placeInGroup(world, group, replyTo);
    const message = readMessage(body);
    const sent =
      typeof message === 'string'
        ? messages.sendText(person, message, place)
        : messages.sendMedia(person, message, place);
    return reply.code(201).send(await sent);
  });
  app.post<ById>('/groups/:id/presses', async (request) => {
    const { personId } = speaker.parse(request.body);
    const group = findGroup(world, request.params.id);
    const { messageId, data } = buttonPress.parse(request.body);
    const person = memberOf(world, group, personId);
    return { answer: await queries.press(person, messageId, data, group.id) };
  });
}

function findGroup(world: World, id: string): Group {
  const group = world.groups.find(Number(id));
  if (!group) throw new PersonApiError(404, 'there is no such group');
  return group;
}

function memberOf(world: World, { memberIds }: Group, id: number): Person {
  const person = memberIds.includes(id) ? world.people.find(id) : undefined;
  if (!person) throw new PersonApiError(404, 'there is no such person in the group');
  return person;
}
