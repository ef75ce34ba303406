import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Person } from '../person-api.types';
import { PersonMessages } from '../person/person-messages';
import { newQueryId } from '../person/query-id';
import { textFields } from '../text/formatted-text';
import type { CallbackQuery, UpdateContent } from '../wire.types';
import { userOf } from '../world/people';
import type { World } from '../world/world';

const MAX_BODY_BYTES = 16 << 20;
const crowd = z.object({ count: z.int().min(1).max(10_000), languageCode: z.string() });
const deed = z.union([
  z.object({ personId: z.int(), text: z.string().min(1).max(4096) }),
  z.object({ personId: z.int(), press: z.string() }),
  z.object({ chatId: z.int(), raw: z.record(z.string(), z.unknown()) }),
]);
const deeds = z.object({ deeds: z.array(deed).max(10_000) });
type Deed = z.infer<typeof deed>;

/** An update that came of a deed; `at` is in milliseconds of the stand-in's clock, as in the log. */
export interface ArrivedUpdate {
  updateId: number;
  at: number;
}

/**
 * Many people, and what many people do, by one request. A press is taken for one of the newest message with
 * buttons, whatever these are, and waits for no answer; `raw` reaches the bot as it is, however broken.
 */
export function crowdRoutes(app: FastifyInstance, world: World): void {
  const messages = new PersonMessages(world);
  app.post('/people', (request, reply) => {
    const { count, languageCode } = crowd.parse(request.body);
    const people = Array.from({ length: count }, (_, index) =>
      world.people.add({ firstName: `Person ${index + 1}`, languageCode }),
    );
    return reply.code(201).send({ ids: people.map(({ id }) => id) });
  });
  app.post('/deeds', { bodyLimit: MAX_BODY_BYTES }, (request, reply) => {
    const arrived = deeds.parse(request.body).deeds.map((one) => perform(world, messages, one));
    return reply.code(201).send(arrived);
  });
}

function perform(world: World, messages: PersonMessages, one: Deed): ArrivedUpdate {
  if ('raw' in one) world.updates.push(one.raw as UpdateContent, `chat-${one.chatId}`);
  else if ('text' in one) messages.send(present(world, one.personId), textFields(one));
  else press(world, present(world, one.personId), one.press);
  return { updateId: world.counters.snapshot.updateId, at: Date.now() };
}

/** @throws ZodError for a person who is not there */
const present = (world: World, id: number): Person =>
  world.people.find(id) ?? z.never('there is no such person').parse(id);

function press(world: World, person: Person, data: string): void {
  const query = {
    id: newQueryId(),
    from: userOf(person),
    // As for a message that Telegram no longer has: left out.
    message: lastWithButtons(world, person.id),
    chat_instance: String(-person.id),
    data,
  };
  world.updates.push({ callback_query: query as CallbackQuery }, `callback-${person.id}`);
}

const lastWithButtons = (world: World, chatId: number) =>
  world.chats
    .since(chatId, 0)
    .entries.findLast(({ sender, message }) => sender === 'bot' && message.reply_markup)?.message;
