import type { FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FaultPlan } from '../fal/faults';
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
]);

/** One order of `POST /_sandbox/faults`. `empty`: nothing was said; `garbage`: a 200 that is no JSON. */
export const openAiFault = z.object({
  on: z.enum(['transcription', 'chat']),
  times: z.number().int().min(1).default(1),
  action,
});

export type OpenAiFaultPlace = z.infer<typeof openAiFault>['on'];
export type OpenAiFaultAction = z.infer<typeof action>;
export type OpenAiFaultPlan = FaultPlan<OpenAiFaultPlace, OpenAiFaultAction>;

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

function toError(fault: OpenAiFaultAction & { kind: 'error' }): OpenAiError {
  const {
    status,
    code,
    message = `A fault of the sandbox: ${code ?? status}`,
    retryAfterMs,
  } = fault;
  const type = code === 'insufficient_quota' ? code : status >= 500 ? 'server_error' : 'requests';
  const headers: Record<string, string> =
    retryAfterMs === undefined ? {} : { 'retry-after-ms': String(retryAfterMs) };
  return new OpenAiError(status, message, { type, code: code ?? null }, headers);
}
