import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { BotApiError } from '../bot-api.error';
import type { World } from '../world/world';
import type { BotCalls } from './bot-calls';
import { CallParams } from './call-params';
import { acceptForms, isForm } from './form-body';
import { BrokenConnection, ordered } from './ordered-fault';

const MAX_UPLOAD_BYTES = 50 << 20;
const MAX_JSON_BYTES = 1 << 20;
const tokenShape = /^\d+:[A-Za-z0-9_-]+$/;

interface MethodPath {
  Params: { token: string; method: string };
}
interface FilePath {
  Params: { token: string; '*': string };
}

/** The addresses of the Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export const botApiRoutes =
  (world: World, token: string, calls: BotCalls) => async (app: FastifyInstance) => {
    acceptForms(app, MAX_UPLOAD_BYTES);
    app.setErrorHandler(answerError);
    app.route<MethodPath>({
      method: ['GET', 'POST'],
      url: '/bot:token/:method',
      bodyLimit: MAX_JSON_BYTES,
      handler: async (request, reply) => {
        checkToken(request.params.token, token);
        return calls.handle(request.params.method, paramsOf(request), hangUpSignal(reply));
      },
    });
    app.get<FilePath>('/file/bot:token/*', async (request, reply) => {
      checkToken(request.params.token, token);
      const fault = calls.faults.take('downloadFile', undefined);
      return ordered(fault, hangUpSignal(reply), async () =>
        sendFile(world, request.params['*'], reply),
      );
    });
  };

function checkToken(given: string, token: string) {
  if (given === token) return;
  const isShaped = tokenShape.test(given);
  throw new BotApiError(401, isShaped ? 'Unauthorized' : 'Unauthorized: invalid token specified');
}

function paramsOf({ body, query }: FastifyRequest) {
  const asked = new Map(Object.entries(query as { [name: string]: string }));
  if (!isForm(body)) return CallParams.fromJson(body, asked);
  if (body.isTooLarge) throw new BotApiError(413, 'Request Entity Too Large');
  const files = body.files.map((file) => [file.field, file] as const);
  return new CallParams(new Map([...asked, ...body.fields]), new Map(files));
}

function hangUpSignal(reply: FastifyReply) {
  const hangUp = new AbortController();
  reply.raw.once('close', () => hangUp.abort());
  return hangUp.signal;
}

function sendFile(world: World, path: string, reply: FastifyReply) {
  const file = world.files.findByPath(path);
  if (!file) throw new BotApiError(404, 'Not Found');
  reply.type('application/octet-stream').header('content-length', file.size);
  return reply.send(world.files.read(file));
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof BrokenConnection) {
    reply.hijack();
    return request.raw.socket.destroy();
  }
  const refusal = error instanceof BotApiError ? error : toRefusal(error);
  const { code, message, parameters } = refusal;
  reply.code(code);
  if (code >= 500)
    return reply.type('text/html').send(`<html><title>${code} ${message}</title></html>`);
  return reply.send({
    ok: false,
    error_code: code,
    description: message,
    ...(parameters && { parameters }),
  });
}

function toRefusal(error: unknown) {
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) return new BotApiError(413, 'Request Entity Too Large');
  if (status >= 500) return new BotApiError(500, 'Internal Server Error');
  return new BotApiError(status, "Bad Request: can't parse the request body");
}
