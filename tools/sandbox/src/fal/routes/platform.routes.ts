import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FalRequest } from '../queue/fal-request';
import { requireKey } from './authorization';
import { playFault } from './played-faults';
import type { StandInParts } from './stand-in.types';

type PayloadsCall = FastifyRequest<{ Params: { id: string } }>;
const FILE_ADDRESS = /https?:\/\/[^\s"\\]+\/files\/([0-9a-f]{32})\/[^\s"\\]+/g;

/** The part of the platform API that deletes what was kept of a request. Source: its page "Delete request payloads". */
export class PlatformRoutes {
  constructor(private readonly parts: StandInParts) {}

  register(scope: FastifyInstance): void {
    requireKey(scope, this.parts.key);
    scope.delete('/models/requests/:id/payloads', (call: PayloadsCall, reply) =>
      this.delete(call, reply),
    );
  }

  /** Input, output and the files of the output; files that were given to the request stay. */
  private async delete(call: PayloadsCall, reply: FastifyReply): Promise<unknown> {
    const request = this.parts.store.get(call.params.id);
    if (await playFault(this.parts.faults.take('payloads', request?.endpoint), call, reply)) {
      return reply;
    }
    if (!request) return reply.code(404).send({ detail: 'Request not found' });
    const links = await this.deleteFiles(request);
    request.input = null;
    request.logs = [];
    if (request.outcome) request.outcome = { ...request.outcome, body: null };
    await this.parts.store.save(request);
    return { cdn_delete_results: links.map((link) => ({ link, exception: null })) };
  }

  private async deleteFiles({ outcome }: FalRequest): Promise<string[]> {
    const found = [...JSON.stringify(outcome?.body ?? null).matchAll(FILE_ADDRESS)];
    await Promise.all(found.map(([, id]) => this.parts.files.remove(id!)));
    return found.map(([link]) => link);
  }
}
