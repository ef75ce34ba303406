import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { findModel } from '../models/catalog';
import { appOf, type FalRequest } from '../queue/fal-request';
import { baseUrlOf, requireKey } from './authorization';
import { playFault } from './played-faults';
import { linksOf, statusOf } from './queue-status';
import type { StandInParts } from './stand-in.types';
import { streamStatus } from './status-stream';

const requestPath = /^(?<app>.+)\/requests\/(?<id>[\w-]+)(?<rest>\/[\w/]+)?$/;
const notFound = { status: 'NOT_FOUND' };

type QueueCall = FastifyRequest<{
  Params: { '*': string };
  Querystring: { fal_webhook?: string; logs?: string };
}>;

/** The queue: submit under the full endpoint id, everything else under `owner/alias` or the full id. */
export class QueueRoutes {
  constructor(private readonly parts: StandInParts) {}

  register(scope: FastifyInstance): void {
    requireKey(scope, this.parts.key);
    scope.post('/*', (call: QueueCall, reply) => this.submit(call, reply));
    scope.get('/*', (call: QueueCall, reply) => this.read(call, reply));
    scope.put('/*', (call: QueueCall, reply) => this.cancel(call, reply));
  }

  private async submit(call: QueueCall, reply: FastifyReply): Promise<unknown> {
    const endpoint = call.params['*'];
    const { faults, runner, store } = this.parts;
    if (!findModel(endpoint)) return this.unknownModel(endpoint, reply);
    const fault = faults.take('submit', endpoint);
    if (await playFault(fault, call, reply)) return reply;
    const request = this.newRequest(call, endpoint);
    await store.save(request);
    const overtakes = faults.take('webhook', endpoint, ['before-answer']);
    const answered = this.isOvertaken(request, fault?.kind === 'before-answer' || !!overtakes);
    runner.enqueue(request);
    await answered;
    const position = { status: 'IN_QUEUE', queue_position: runner.positionOf(request) };
    return reply
      .header('x-fal-request-id', request.id)
      .send({ ...position, request_id: request.id, ...linksOf(request) });
  }

  /** Resolves at once, or after the job's callback has overtaken the answer to its submit. */
  private isOvertaken(request: FalRequest, overtakes: boolean): Promise<unknown> {
    return overtakes ? once(this.parts.completed, request.id) : Promise.resolve();
  }

  private newRequest(call: QueueCall, endpoint: string): FalRequest {
    const { fal_webhook: webhookUrl } = call.query;
    return {
      id: randomUUID(),
      endpoint,
      input: call.body ?? {},
      baseUrl: baseUrlOf(call),
      ...(webhookUrl ? { webhookUrl } : {}),
      submittedAt: new Date().toISOString(),
      status: 'IN_QUEUE',
      logs: [],
      deliveries: [],
      delivered: false,
    };
  }

  private async read(call: QueueCall, reply: FastifyReply): Promise<unknown> {
    const asked = this.find(call);
    if (!asked) return reply.code(404).send(notFound);
    const { request, rest } = asked;
    const place = rest.startsWith('/status') ? 'status' : 'result';
    if (await playFault(this.parts.faults.take(place, request.endpoint), call, reply)) return reply;
    void reply.header('x-fal-request-id', request.id);
    const withLogs = call.query.logs === '1' || call.query.logs === 'true';
    const current = () => statusOf(request, this.parts.runner.positionOf(request), withLogs);
    if (rest === '/status') return reply.send(current());
    if (rest === '/status/stream') return streamStatus(reply, current);
    if (rest === '' || rest === '/response') return this.result(request, reply);
    return reply.code(404).send({ detail: 'Not Found' });
  }

  private result({ outcome }: FalRequest, reply: FastifyReply): FastifyReply {
    if (!outcome) return reply.code(400).send({ detail: 'Request is still in progress' });
    if (outcome.errorType) void reply.header('x-fal-error-type', outcome.errorType);
    return reply.code(outcome.status).send(outcome.body);
  }

  private async cancel(call: QueueCall, reply: FastifyReply): Promise<unknown> {
    const asked = this.find(call);
    if (asked?.rest !== '/cancel') return reply.code(404).send(notFound);
    if (asked.request.status === 'COMPLETED') {
      return reply.code(400).send({ status: 'ALREADY_COMPLETED' });
    }
    this.parts.runner.cancel(asked.request);
    return reply.code(202).send({ status: 'CANCELLATION_REQUESTED' });
  }

  private find(call: QueueCall): { request: FalRequest; rest: string } | undefined {
    const { app = '', id = '', rest = '' } = requestPath.exec(call.params['*'])?.groups ?? {};
    const request = this.parts.store.get(id);
    if (!request || (app !== appOf(request.endpoint) && app !== request.endpoint)) return undefined;
    return { request, rest };
  }

  private unknownModel(endpoint: string, reply: FastifyReply): FastifyReply {
    const detail = `Application "${endpoint}" not found. The sandbox does not play this model.`;
    return reply.code(404).send({ detail });
  }
}
