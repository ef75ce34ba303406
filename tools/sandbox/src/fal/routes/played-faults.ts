import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FalFaultAction } from '../fal-faults';

// FAL's words for an account that has run dry.
const exhausted = {
  detail:
    'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.',
};

const toReset = new WeakSet<FastifyRequest>();

/** Lets an answer break off after its work is done, when `playFault` has asked for that. */
export function breakOffAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request) => {
    if (toReset.has(request)) request.raw.socket.destroy();
  });
}

/** Plays a fault on a call; says whether the call has been dealt with. */
export async function playFault(
  fault: FalFaultAction | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  if (fault?.kind === 'delay' || fault?.kind === 'slow') await sleep(fault.ms);
  if (fault?.kind === 'reset-after') toReset.add(request);
  if (fault?.kind === 'hang' || fault?.kind === 'never') reply.hijack();
  if (fault?.kind === 'balance') await reply.code(403).send(exhausted);
  if (fault?.kind === 'error') {
    const body = fault.body ?? { detail: 'A fault of the sandbox' };
    await reply
      .code(fault.status)
      .headers(fault.headers ?? {})
      .send(body);
  }
  if (fault?.kind === 'fail') {
    const detail = [
      { loc: ['body'], msg: fault.message ?? fault.errorType, type: fault.errorType },
    ];
    await reply.code(fault.status).send({ detail });
  }
  return reply.sent;
}
