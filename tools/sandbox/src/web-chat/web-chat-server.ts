import path from 'node:path';
import fastify, {
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyPluginCallback,
} from 'fastify';
import { apiProxy } from './api-proxy';
import { readStaticFiles, type StaticFile } from './static-files';

/** Options of {@link startWebChat}. The person API comes from exactly one of `routes` and `apiUrl`. */
export interface WebChatOptions {
  /** `127.0.0.1` unless told; the chat has no login, so think twice before opening it to a network. */
  host?: string;
  /** A free port unless told. */
  port?: number;
  /** The person API as a Fastify plugin of this process; mounted under `/api`. */
  routes?: FastifyPluginCallback | FastifyPluginAsync;
  /** Where else the person API runs: `/api/...` is passed on to `<apiUrl>/api/...`. */
  apiUrl?: string;
  /** The page's files; `public` beside this module (beside `main.js` when bundled) unless told. */
  publicDir?: string;
}

/** A running web chat. */
export interface WebChat {
  /** Address for a browser, such as `http://127.0.0.1:8090`. */
  url: string;
  close(): Promise<void>;
}

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
/** Files that people or the bot sent must not act as pages of this site when opened on their own. */
const API_POLICY = "default-src 'none'; sandbox";

/** Serves the messenger page and the person API behind it. Throws when the page's files are missing. */
export async function startWebChat(options: WebChatOptions): Promise<WebChat> {
  const {
    host = '127.0.0.1',
    port = 0,
    publicDir = path.join(import.meta.dirname, 'public'),
  } = options;
  // An open event stream never ends by itself, so closing has to end the connections.
  const app = fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (request, reply) => {
    const isApi = request.url.startsWith('/api/');
    reply.raw.setHeader('content-security-policy', isApi ? API_POLICY : PAGE_POLICY);
    reply.raw.setHeader('x-content-type-options', 'nosniff');
    reply.raw.setHeader('referrer-policy', 'no-referrer');
  });
  await app.register(personApi(options), { prefix: '/api' });
  serveFiles(app, await readStaticFiles(publicDir));
  return { url: await app.listen({ host, port }), close: () => app.close() };
}

function personApi({ routes, apiUrl }: WebChatOptions): FastifyPluginCallback | FastifyPluginAsync {
  if (routes) return routes;
  if (apiUrl) return apiProxy(apiUrl);
  throw new Error('The web chat needs the person API: give it routes or apiUrl');
}

function serveFiles(app: FastifyInstance, files: ReadonlyMap<string, StaticFile>): void {
  app.get('/*', async (request, reply) => {
    const file = files.get(request.url.split('?')[0] ?? '');
    if (!file) return reply.code(404).type('text/plain; charset=utf-8').send('Not found');
    return reply.type(file.type).header('cache-control', 'no-cache').send(file.body);
  });
}
