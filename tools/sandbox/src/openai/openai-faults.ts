import type { FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FaultPlan } from '../fal/faults';
import type { StreamFault } from './chat-answer';
import { OpenAiError } from './openai.errors';

const action = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('error'),
    status: z.number().int().min(400).max(599),
    code: z.string().optional(),
    message: z.string().optional(),
    retryAfterMs: z.number().int().min(0).optional(),
  }),
  z.object({ kind: z.literal('delay'), ms: z.number().int().min(0).max(3_600_000) }),
  z.object({ kind: z.literal('hang') }),
  z.object({ kind: z.literal('reset') }),
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('garbage') }),
  z.object({ kind: z.literal('refusal') }),
  z.object({ kind: z.literal('content-filter') }),
  z.object({ kind: z.literal('stream-cut') }),
  z.object({ kind: z.literal('stream-silence') }),
  z.object({ kind: z.literal('stream-slow'), wordMs: z.number().int().min(1).max(10_000) }),
  z.object({ kind: z.literal('stream-error'), code: z.string().default('server_error') }),
]);

/**
 * One order of `POST /_sandbox/faults`. `empty`: nothing was said; `garbage`: a 200 that is no JSON; `refusal` and
 * `content-filter` are answers of a chat; `stream-*` wait for a chat that is streamed and strike in the middle of it, but
 * for `stream-slow`, which waits before each word.
 */
export const openAiFault = z.object({
  on: z.enum(['transcription', 'chat', 'speech', 'models']),
  times: z.number().int().min(1).default(1),
  action,
});

export type OpenAiFaultPlace = z.infer<typeof openAiFault>['on'];
export type OpenAiFaultAction = z.infer<typeof action>;
export type OpenAiFaultPlan = FaultPlan<OpenAiFaultPlace, OpenAiFaultAction>;

const anywhere = ['error', 'delay', 'hang', 'reset', 'empty', 'garbage'] as const;
const inChats = ['refusal', 'content-filter'] as const;
const inStreams = ['stream-cut', 'stream-silence', 'stream-slow', 'stream-error'] as const;

/** The kinds of faults that a call can play. */
export function playable(place: OpenAiFaultPlace, streamed: boolean): OpenAiFaultAction['kind'][] {
  return [
    ...anywhere,
    ...(place === 'chat' ? inChats : []),
    ...(place === 'chat' && streamed ? inStreams : []),
  ];
}

/** What a fault does to a streamed answer. */
export function streamFault(fault: OpenAiFaultAction | undefined): StreamFault | undefined {
  if (fault?.kind === 'stream-cut') return { kind: 'cut' };
  if (fault?.kind === 'stream-silence') return { kind: 'silence' };
  if (fault?.kind === 'stream-slow') return { kind: 'slow', wordMs: fault.wordMs };
  if (fault?.kind !== 'stream-error') return undefined;
  return { kind: 'error', body: errorOf(500, fault.code).toBody() };
}

/** Plays a fault on a call; says whether the call has been dealt with. */
export async function playFault(
  fault: OpenAiFaultAction | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  if (fault?.kind === 'error') throw toError(fault);
  if (fault?.kind === 'delay') await sleep(fault.ms);
  if (fault?.kind === 'hang' || fault?.kind === 'reset') reply.hijack();
  if (fault?.kind === 'reset') request.raw.socket.destroy();
  if (fault?.kind === 'garbage') {
    await reply.type('application/json').send('{"text": "<html>502 Bad gate');
  }
  return reply.sent;
}

function toError({
  status,
  code,
  message,
  retryAfterMs,
}: OpenAiFaultAction & { kind: 'error' }): OpenAiError {
  if (retryAfterMs === undefined) return errorOf(status, code, message);
  const seconds = Math.ceil(retryAfterMs / 1000);
  const headers = { 'retry-after-ms': String(retryAfterMs), 'retry-after': String(seconds) };
  return errorOf(status, code, message, headers);
}

function errorOf(
  status: number,
  code: string | undefined,
  message = `A fault of the sandbox: ${code ?? status}`,
  headers: Record<string, string> = {},
): OpenAiError {
  const type = code === 'insufficient_quota' ? code : status >= 500 ? 'server_error' : 'requests';
  return new OpenAiError(status, message, { type, code: code ?? null }, headers);
}
