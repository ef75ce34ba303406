import { request } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fastify, { type FastifyPluginAsync } from 'fastify';
import { startWebChat, type WebChat } from './web-chat-server';

const echo: FastifyPluginAsync = async (app) => {
  app.get('/bot', async () => ({ firstName: 'Aisha' }));
  app.post('/people', async ({ body }, reply) => reply.code(201).send(body));
  app.get('/events', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write('data: hello\n\n');
  });
};

/** Sends the path as it is: fetch would tidy `..` away before anybody sees it. */
const statusOf = (url: string, rawPath: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path: rawPath }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('the page', () => {
  let chat: WebChat;
  beforeAll(async () => {
    chat = await startWebChat({ routes: echo });
  });
  afterAll(() => chat.close());

  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/?utm=1', 'text/html; charset=utf-8'],
    ['/js/main.js', 'text/javascript; charset=utf-8'],
    ['/styles/theme.css', 'text/css; charset=utf-8'],
    ['/favicon.svg', 'image/svg+xml; charset=utf-8'],
  ])('should serve %s as %s', async (address, type) => {
    const answer = await fetch(chat.url + address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('should allow scripts and styles of its own only', async () => {
    const policy = (await fetch(chat.url)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
  });

  it.each([
    '/../web-chat-server.ts',
    '/js/../../web-chat-server.ts',
    '/%2e%2e/web-chat-server.ts',
    '/..%2fweb-chat-server.ts',
    '/js/nothing.js',
    '/js',
  ])('should answer 404 to %s', async (rawPath) => {
    expect(await statusOf(chat.url, rawPath)).toBe(404);
  });

  it('should say at once which file is missing when the folder is not the page', async () => {
    const publicDir = await mkdtemp(path.join(tmpdir(), 'web-chat-'));
    await expect(startWebChat({ routes: echo, publicDir })).rejects.toThrow(/index\.html/);
    await rm(publicDir, { recursive: true });
  });

  it('should refuse to start without a person API', async () => {
    await expect(startWebChat({})).rejects.toThrow(/routes or apiUrl/);
  });
});

describe.each(['mounted', 'passed on'])('the person API, %s', (way) => {
  const api = fastify({ forceCloseConnections: true });
  let apiUrl: string;
  let chat: WebChat;
  beforeAll(async () => {
    await api.register(echo, { prefix: '/api' });
    apiUrl = await api.listen({ host: '127.0.0.1', port: 0 });
    chat = await startWebChat(way === 'mounted' ? { routes: echo } : { apiUrl });
  });
  afterAll(async () => {
    await chat.close();
    await api.close();
  });

  it('should answer under /api, in a sandbox of its own', async () => {
    const answer = await fetch(`${chat.url}/api/bot`);
    expect(await answer.json()).toEqual({ firstName: 'Aisha' });
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('should take a body and hand back the status', async () => {
    const body = JSON.stringify({ firstName: 'Анна' });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${chat.url}/api/people`, { method: 'POST', headers, body });
    expect(answer.status).toBe(201);
    expect(await answer.text()).toBe(body);
  });

  it('should stream events as they happen, and close although a stream is open', async () => {
    const own = await startWebChat(way === 'mounted' ? { routes: echo } : { apiUrl });
    const { body } = await fetch(`${own.url}/api/events`);
    const reader = body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe('data: hello\n\n');
    await own.close();
    await reader?.cancel().catch(() => undefined);
  });
});

it('should answer 502 when the person API cannot be reached', async () => {
  const gone = fastify();
  const apiUrl = await gone.listen({ host: '127.0.0.1', port: 0 });
  await gone.close();
  const chat = await startWebChat({ apiUrl });
  expect((await fetch(`${chat.url}/api/bot`)).status).toBe(502);
  await chat.close();
});
