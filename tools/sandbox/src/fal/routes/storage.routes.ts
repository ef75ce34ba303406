import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FilePlace } from '../stored-files';
import { baseUrlOf, requireKey } from './authorization';
import { playFault } from './played-faults';
import type { StandInParts } from './stand-in.types';

const maxUploadBytes = 512 * 1024 * 1024;
const initiation = z.object({
  content_type: z.string().default('application/octet-stream'),
  file_name: z.string().default('file'),
});

interface Upload {
  readonly place: FilePlace;
  readonly contentType: string;
  readonly parts: Map<number, Buffer>;
}
type UploadCall = FastifyRequest<{ Params: { id: string; part: string } }>;

/** FAL's file storage: an upload asks for an address, then puts the bytes there, in parts above 90 MB. */
export class StorageRoutes {
  private readonly uploads = new Map<string, Upload>();

  constructor(private readonly parts: StandInParts) {}

  /** What needs the key. */
  registerInitiation(scope: FastifyInstance): void {
    requireKey(scope, this.parts.key);
    const initiate = (call: FastifyRequest, reply: FastifyReply) => this.initiate(call, reply);
    scope.post('/storage/upload/initiate', initiate);
    scope.post('/storage/upload/initiate-multipart', initiate);
  }

  /** Where the bytes go, and where anybody finds them: no key here. */
  registerFiles(scope: FastifyInstance): void {
    scope.removeAllContentTypeParsers();
    const options = { parseAs: 'buffer', bodyLimit: maxUploadBytes } as const;
    scope.addContentTypeParser('*', options, (_request, body, done) => done(null, body));
    scope.put('/upload/:id', (call: UploadCall, reply) => this.put(call, reply));
    scope.put('/upload/:id/:part', (call: UploadCall, reply) => this.putPart(call, reply));
    scope.post('/upload/:id/complete', (call: UploadCall, reply) => this.complete(call, reply));
    scope.get('/files/:id/:name', (call: UploadCall, reply) => this.read(call, reply));
  }

  private async initiate(call: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (await playFault(this.parts.faults.take('upload'), call, reply)) return reply;
    const asked = initiation.safeParse(call.body ?? {});
    if (!asked.success) return reply.code(422).send({ detail: 'content_type and file_name' });
    const { content_type: contentType, file_name } = asked.data;
    const place = this.parts.files.reserve(file_name);
    this.uploads.set(place.id, { place, contentType, parts: new Map() });
    const base = baseUrlOf(call);
    return { upload_url: `${base}/upload/${place.id}`, file_url: `${base}${place.path}` };
  }

  private async put({ params, body }: UploadCall, reply: FastifyReply): Promise<unknown> {
    const upload = this.uploads.get(params.id);
    if (!upload) return reply.code(404).send({ detail: 'Unknown upload' });
    await this.parts.files.save(upload.place, bytesOf(body), upload.contentType);
    return {};
  }

  private async putPart({ params, body }: UploadCall, reply: FastifyReply): Promise<unknown> {
    const partNumber = Number(params.part);
    const upload = this.uploads.get(params.id);
    if (!upload || !(partNumber > 0)) return reply.code(404).send({ detail: 'Unknown upload' });
    upload.parts.set(partNumber, bytesOf(body));
    return { partNumber, etag: `"${params.id}-${partNumber}"` };
  }

  private async complete({ params }: UploadCall, reply: FastifyReply): Promise<unknown> {
    const upload = this.uploads.get(params.id);
    if (!upload) return reply.code(404).send({ detail: 'Unknown upload' });
    const inOrder = [...upload.parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    await this.parts.files.save(upload.place, Buffer.concat(inOrder), upload.contentType);
    this.uploads.delete(params.id);
    return {};
  }

  private async read(call: UploadCall, reply: FastifyReply): Promise<unknown> {
    if (await playFault(this.parts.faults.take('file'), call, reply)) return reply;
    const file = await this.parts.files.read(call.params.id);
    if (!file) return reply.code(404).send({ detail: 'Not Found' });
    return reply.type(file.contentType).send(file.bytes);
  }
}

const bytesOf = (body: unknown) => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
