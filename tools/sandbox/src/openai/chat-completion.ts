import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { completionEvents, limited, type Completion, type StreamFault } from './chat-answer';
import { answerTo, type ChatRequest } from './chat-reply';
import type { OpenAiFaultAction } from './openai-faults';

/** Whether a body, checked or not, asks for a stream. */
export const isStreamed = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'stream' in body && body.stream === true;

/** The answer to a request, as a fault wants it. */
export function completionFor(
  request: ChatRequest,
  fault: OpenAiFaultAction | undefined,
): Completion {
  const { model, messages, max_completion_tokens: maxTokens } = request;
  const whole = fault?.kind === 'empty' ? '' : answerTo(request);
  const [content, end] = limited(whole, maxTokens);
  const about = { model, content, prompt: JSON.stringify(messages) };
  if (fault?.kind === 'refusal') return { ...about, ending: 'refusal' };
  if (fault?.kind === 'content-filter') return { ...about, ending: 'content_filter' };
  return { ...about, ending: end };
}

/** Sends an answer event by event; a fault ends it before its time, or makes it slow. */
export function sendEvents(
  reply: FastifyReply,
  completion: Completion,
  options: { includeUsage: boolean; fault: StreamFault | undefined },
): FastifyReply {
  const events = completionEvents(completion, options);
  const { fault } = options;
  const body = Readable.from(fault ? faulty(events, fault, reply) : events);
  return reply.type('text/event-stream').send(body);
}

async function* faulty(events: Iterable<string>, fault: StreamFault, reply: FastifyReply) {
  for (const event of events) {
    if (fault.kind === 'slow') await sleep(fault.wordMs);
    yield event;
  }
  if (fault.kind === 'slow') return;
  if (fault.kind === 'error') return;
  // Until the caller has had enough.
  const closed = new Promise((resolve) => reply.raw.once('close', resolve));
  if (fault.kind === 'silence') await closed;
  // A moment for what was said to leave; then the connection breaks.
  else setTimeout(() => reply.raw.destroy(), 20);
  await closed;
}
