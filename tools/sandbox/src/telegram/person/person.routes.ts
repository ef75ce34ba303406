import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { BotApiError } from '../bot-api.error';
import type { BotCard, MessagesPage, Person } from '../person-api.types';
import { acceptForms } from '../server/form-body';
import { toChatMessage } from '../world/chat-message';
import type { World } from '../world/world';
import { setBlocked } from './block';
import { EventStreams } from './event-stream';
import { PersonApiError } from './person-api.error';
import { registerGroups } from './group.routes';
import * as input from './person-input';
import { PersonMessages } from './person-messages';
import { PersonPayments } from './person-payments';
import { PersonQueries } from './person-queries';

// More than a bot can download, so that a person can send what is too big for it.
const MAX_UPLOAD_BYTES = 100 << 20;

interface ById {
  Params: { id: string };
}

/** The chat as a person's app sees it: a Fastify plugin to register under `/api`. The shapes are in person-api.types. */
export const personRoutes = (world: World) => async (app: FastifyInstance) => {
  const messages = new PersonMessages(world);
  acceptForms(app, MAX_UPLOAD_BYTES);
  app.setErrorHandler(answerError);
  registerPeople(app, world);
  registerMessages(app, world, messages);
  const queries = new PersonQueries(world);
  registerQueries(app, world, queries);
  registerGroups(app, world, messages, queries);
  registerPayments(app, world, new PersonPayments(world, messages));
  registerFiles(app, world);
};

function registerPeople(app: FastifyInstance, world: World) {
  app.get('/bot', (request): BotCard => {
    const { languageCode } = input.languageQuery.parse(request.query);
    return botCard(world, languageCode);
  });
  app.get('/people', () => world.people.all());
  app.post('/people', (request, reply) => {
    const person = world.people.add(input.newPerson.parse(request.body));
    return reply.code(201).send(person);
  });
  app.post<ById>('/people/:id/blocked', (request) => {
    const person = findPerson(world, request.params.id);
    const { blocked } = input.blockInput.parse(request.body);
    setBlocked(world, person, blocked);
    return { blocked };
  });
}

function registerMessages(app: FastifyInstance, world: World, messages: PersonMessages) {
  const streams = new EventStreams(world);
  streams.endWith(app);
  app.get<ById>('/people/:id/messages', (request) => {
    const { id } = findPerson(world, request.params.id);
    return messagesPage(world, id, input.seqQuery.parse(request.query).after ?? 0);
  });
  app.post<ById>('/people/:id/messages', async (request, reply) => {
    const person = writingPerson(world, request.params.id);
    const message = input.readMessage(request.body);
    const isText = typeof message === 'string';
    const sent = isText ? messages.sendText(person, message) : messages.sendMedia(person, message);
    return reply.code(201).send(await sent);
  });
  app.get<ById>('/people/:id/events', (request, reply) => {
    const { id } = findPerson(world, request.params.id);
    const seen = request.headers['last-event-id'];
    const { after } = input.seqQuery.parse(seen === undefined ? request.query : { after: seen });
    streams.start(id, after, reply);
  });
}

function registerQueries(app: FastifyInstance, world: World, queries: PersonQueries) {
  app.post<ById>('/people/:id/presses', async (request) => {
    const person = writingPerson(world, request.params.id);
    const { messageId, data } = input.buttonPress.parse(request.body);
    return { answer: await queries.press(person, messageId, data) };
  });
}

function registerPayments(app: FastifyInstance, world: World, payments: PersonPayments) {
  app.post<ById>('/people/:id/payments', async (request) => {
    const person = writingPerson(world, request.params.id);
    const { messageId, sentTo } = input.paymentInput.parse(request.body);
    return payments.payInvoice(person, messageId, sentTo ?? person.id);
  });
}

function registerFiles(app: FastifyInstance, world: World) {
  app.get<{ Params: { fileId: string } }>('/files/:fileId', (request, reply) => {
    const file = world.files.find(request.params.fileId);
    if (!file) throw new PersonApiError(404, 'there is no such file');
    // A document of a stranger must not run as a page of this site.
    reply.header('content-security-policy', 'sandbox').header('x-content-type-options', 'nosniff');
    reply.type(file.mimeType).header('content-length', file.size);
    return reply.send(world.files.read(file));
  });
}

function botCard({ bot }: World, languageCode?: string): BotCard {
  const { id, username, first_name } = bot.user;
  return { id, username, firstName: first_name, commands: bot.commandsFor(languageCode) };
}

function messagesPage(world: World, chatId: number, after: number): MessagesPage {
  const { entries, deletions } = world.chats.since(chatId, after);
  return {
    seq: world.counters.seq,
    messages: entries.map(toChatMessage),
    deleted: deletions.map(({ messageId }) => messageId),
  };
}

function findPerson(world: World, id: string): Person {
  const person = world.people.find(Number(id));
  if (!person) throw new PersonApiError(404, 'there is no such person');
  return person;
}

function writingPerson(world: World, id: string) {
  const person = findPerson(world, id);
  if (person.blocked) throw new PersonApiError(409, 'the person has blocked the bot');
  return person;
}

function answerError(error: unknown, _request: unknown, reply: FastifyReply) {
  if (error instanceof z.ZodError) return reply.code(400).send({ error: z.prettifyError(error) });
  if (error instanceof BotApiError) return reply.code(400).send({ error: error.message });
  const { statusCode = 500, message } = error as { statusCode?: number; message: string };
  return reply
    .code(statusCode)
    .send({ error: statusCode < 500 ? message : 'something went wrong' });
}
