import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectHttp2 } from 'node:http2';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect as connectTls } from 'node:tls';
import { eventually } from '@aisha/testing';
import { describeOnEngine } from '../harness/engine';
import type { HttpsClient } from './https-client';
import type { NginxContainer } from './nginx-container';
import { HOST, NGINX_IMAGE, NginxScene, NODE_IMAGE, S3_HOST } from './nginx-scene';
import type { UpstreamContainer } from './upstream-container';

const FAL = '/webhooks/fal';
const TELEGRAM = '/telegram/webhook';
const MEGABYTE = 1024 * 1024;

describeOnEngine('nginx', [NGINX_IMAGE, NODE_IMAGE], () => {
  let scene: NginxScene;
  let api: UpstreamContainer;
  let gateway: UpstreamContainer;
  let s3: UpstreamContainer;
  let nginx: NginxContainer;
  let client: HttpsClient;
  let variables: Record<string, string>;

  const post = (target: string, body: string | Buffer = '{}', headers = {}) =>
    client.https(target, { method: 'POST', body, headers });

  beforeAll(async () => {
    scene = await NginxScene.open();
    [api, gateway, s3] = await Promise.all([
      scene.upstream('webhook-api', 11, 8001),
      scene.upstream('gateway', 21, 8443),
      scene.upstream('s3', 31, 9000),
    ]);
    variables = {
      WEBHOOK_API_UPSTREAMS: api.address,
      TELEGRAM_UPSTREAMS: gateway.address,
      S3_PUBLIC_HOST: S3_HOST,
      S3_UPSTREAM: s3.address,
      // These tests come from one address, and are not about limits.
      PAGE_RATE: '1000',
      WEBHOOK_RATE: '1000',
    };
    nginx = await scene.nginx(variables);
    client = scene.client(nginx);
  });
  afterAll(() => scene?.close());

  describe('start', () => {
    it('should accept its configuration with the least that it needs', async () => {
      await scene.check({ WEBHOOK_API_UPSTREAMS: '192.0.2.1:8001' });
    });

    it('should accept its configuration with everything set, while no server is there', async () => {
      await scene.check({
        WEBHOOK_API_UPSTREAMS: '192.0.2.1:8001 192.0.2.2:8001',
        TELEGRAM_UPSTREAMS: '192.0.2.3:8443 192.0.2.4:8443',
        PUBLIC_HOST: HOST,
        S3_PUBLIC_HOST: S3_HOST,
        S3_UPSTREAM: '192.0.2.5:9000',
        TRUSTED_PROXIES: '10.0.0.0/8 192.168.0.10 fd00::/8',
        WEBHOOK_RATE: '1',
        TELEGRAM_RATE: '99999',
        PAGE_RATE: '5',
        S3_RATE: '7',
        OPEN_REQUESTS: '1',
      });
    });

    it('should name every fault of its variables at once and not start', async () => {
      const wrong = {
        WEBHOOK_API_UPSTREAMS: 'api-1:8001 api-2',
        TRUSTED_PROXIES: 'everyone;',
        PAGE_RATE: '0',
        S3_UPSTREAM: 's3:9000',
      };
      const fault = await scene.check(wrong).catch(String);
      expect(fault).toContain('WEBHOOK_API_UPSTREAMS must be host:port, got "api-2"');
      expect(fault).toContain('TRUSTED_PROXIES must be addresses or networks, got "everyone;"');
      expect(fault).toContain('PAGE_RATE must be a whole number from 1 to 99999, got "0"');
      expect(fault).toContain('S3_PUBLIC_HOST is missing');
    });

    it('should say which certificate file it cannot read', async () => {
      const empty = await mkdtemp(path.join(tmpdir(), 'aisha-nginx-spec-empty-'));
      const fault = await scene.check(variables, empty).catch(String);
      await rm(empty, { recursive: true });
      expect(fault).toContain('user 10001 cannot read /etc/nginx/tls/privkey.pem');
    });

    it('should be healthy without root, with nothing writable but /tmp', async () => {
      expect(await nginx.shell('id -u')).toBe('10001');
      await expect(nginx.shell('touch /srv/www/here')).rejects.toThrow('Read-only file system');
      await eventually(async () => (await nginx.health()) === 'healthy', { timeoutMs: 30_000 });
    });
  });

  describe('plain http', () => {
    it('should send everything to https, with its query', async () => {
      const { status, headers } = await client.http('/terms?x=1', { method: 'POST' });
      expect(status).toBe(308);
      expect(headers.location).toBe(`https://${HOST}/terms?x=1`);
    });

    it('should send it to the configured host, not to the one that was asked for', async () => {
      const named = await scene.nginx({ ...variables, PUBLIC_HOST: HOST });
      const { headers } = await scene.client(named).http('/', { host: 'evil.example' });
      expect(headers.location).toBe(`https://${HOST}/`);
    });

    it('should answer its own health, and certificate challenges, without TLS', async () => {
      expect(await client.http('/health')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
      expect((await client.http('/.well-known/acme-challenge/none')).status).toBe(404);
    });
  });

  describe('TLS', () => {
    const handshake = async (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') => {
      const socket = connectTls({
        port: nginx.ports.https,
        minVersion: version,
        maxVersion: version,
        ciphers: 'DEFAULT@SECLEVEL=0', // OpenSSL itself offers 1.1 at this level only
        rejectUnauthorized: false,
      });
      try {
        await once(socket, 'secureConnect');
        return socket.getProtocol();
      } finally {
        socket.destroy();
      }
    };

    it('should speak 1.2 and 1.3, and refuse 1.1', async () => {
      expect(await handshake('TLSv1.2')).toBe('TLSv1.2');
      expect(await handshake('TLSv1.3')).toBe('TLSv1.3');
      await expect(handshake('TLSv1.1')).rejects.toMatchObject({
        code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      });
    });

    it('should speak HTTP/2', async () => {
      const session = connectHttp2(`https://127.0.0.1:${nginx.ports.https}`, {
        rejectUnauthorized: false,
        servername: HOST,
      });
      const stream = session.request({ ':path': '/health', ':authority': HOST });
      const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
      session.close();
      expect(headers[':status']).toBe(200);
      stream.resume();
      await once(session, 'close');
    });
  });

  describe('pages', () => {
    it.each(['/', '/terms', '/privacy'])('should serve %s with security headers', async (page) => {
      const { status, headers, body } = await client.https(page);
      expect(status).toBe(200);
      expect(body).toContain('<html lang="ru">');
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'strict-transport-security': 'max-age=31536000',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
        server: 'nginx',
      });
    });

    it('should load nothing from elsewhere', async () => {
      for (const page of ['/', '/terms', '/privacy', '/404.html']) {
        const { body } = await client.https(page);
        const sources = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, source]) => source!);
        for (const source of sources) {
          expect(source).toMatch(/^\/[a-z]*/);
          expect((await client.https(source)).status).toBe(200);
        }
      }
    });

    it('should tell robots what is not for them', async () => {
      expect((await client.https('/robots.txt')).body).toContain('Disallow: /webhooks/');
    });

    it('should answer unknown pages with a page and unknown paths of programs with JSON', async () => {
      expect(await client.https('/nothing')).toMatchObject({
        status: 404,
        headers: { 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY' },
      });
      for (const unknown of ['/webhooks/other', '/webhooks/fal/', '/telegram/other', '/metrics']) {
        expect((await post(unknown)).status).toBe(404);
      }
      expect(await client.https('/webhooks/other')).toMatchObject({
        body: '{"status":"not-found"}',
        headers: { 'strict-transport-security': 'max-age=31536000' },
      });
    });
  });

  describe('webhooks', () => {
    it("should hand a callback to webhook-api with its query and the sender's address", async () => {
      const { status, body } = await post(`${FAL}?job=secret`, '{"a":1}', {
        'x-forwarded-for': '203.0.113.9',
        'x-fal-webhook-signature': 'abc',
      });
      const got = JSON.parse(body) as { headers: Record<string, string> };
      expect(status).toBe(200);
      expect(got).toMatchObject({
        name: api.name,
        method: 'POST',
        url: `${FAL}?job=secret`,
        bytes: 7,
      });
      expect(got.headers).toMatchObject({
        'x-fal-webhook-signature': 'abc',
        'x-forwarded-proto': 'https',
        'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      });
      expect(got.headers['x-forwarded-for']).not.toContain('203.0.113.9');
    });

    it('should hand an update to a gateway with its secret', async () => {
      const { body } = await post(TELEGRAM, '{}', { 'x-telegram-bot-api-secret-token': 's' });
      expect(JSON.parse(body)).toMatchObject({
        name: gateway.name,
        url: TELEGRAM,
        headers: { 'x-telegram-bot-api-secret-token': 's' },
      });
    });

    it('should not know the path of Telegram where gateways poll', async () => {
      const polling = await scene.nginx({ WEBHOOK_API_UPSTREAMS: api.address });
      const answer = await scene.client(polling).https(TELEGRAM, { method: 'POST' });
      expect(answer).toMatchObject({ status: 404, body: '{"status":"not-found"}' });
    });

    it.each([
      '/webhooks/minio',
      '//webhooks//minio',
      '/webhooks/%6dinio',
      '/webhooks/fal/../minio',
    ])('should refuse storage events from outside, as %s', async (spelling) => {
      expect(await post(spelling)).toMatchObject({ status: 403, body: '{"status":"forbidden"}' });
    });

    it('should pass on the path that it checked, however it was spelled', async () => {
      const { body } = await post('/webhooks/minio/../fal?job=1');
      expect(JSON.parse(body)).toMatchObject({ url: '/webhooks/fal?job=1' });
    });

    it.each([FAL, TELEGRAM])('should take nothing but POST at %s', async (target) => {
      expect(await client.https(target)).toMatchObject({
        status: 405,
        headers: { allow: 'POST' },
        body: '{"status":"method-not-allowed"}',
      });
    });

    it.each([FAL, TELEGRAM])('should take 1 MiB at %s and no more', async (target) => {
      const { body } = await post(target, Buffer.alloc(MEGABYTE));
      expect(JSON.parse(body)).toMatchObject({ bytes: MEGABYTE });
      expect(await post(target, Buffer.alloc(MEGABYTE + 1))).toMatchObject({
        status: 413,
        body: '{"status":"too-large"}',
      });
    });

    it("should pass on what the app answered, also a refusal's words", async () => {
      const { status, body } = await post(`${FAL}?answer=401`);
      expect(status).toBe(401);
      expect(JSON.parse(body)).toMatchObject({ name: api.name });
    });

    it('should believe X-Forwarded-For of configured proxies only', async () => {
      const trusting = await scene.nginx({
        ...variables,
        TRUSTED_PROXIES: '10.0.0.0/8 172.16.0.0/12',
      });
      const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
      const { body } = await scene.client(trusting).https(FAL, { method: 'POST', headers });
      expect(JSON.parse(body)).toMatchObject({ headers: { 'x-forwarded-for': '203.0.113.9' } });
    });
  });

  describe('health', () => {
    it('should be well itself whatever the apps do, and ready when webhook-api is', async () => {
      expect(await client.https('/health')).toMatchObject({ status: 200, body: '{"status":"ok"}' });
      expect(await client.https('/health/ready')).toMatchObject({ status: 200 });
      await api.becomeReady(false);
      expect(await client.https('/health/ready')).toMatchObject({
        status: 503,
        body: '{"status":"unavailable"}',
        headers: { 'retry-after': '2' },
      });
      expect((await client.https('/health')).status).toBe(200);
      await api.becomeReady(true);
      expect((await client.https('/health/ready')).status).toBe(200);
    });

    it('should keep its question to webhook-api to itself', async () => {
      expect((await client.https('/webhook-api-health')).status).toBe(404);
    });
  });

  describe('limits', () => {
    it('should refuse what goes beyond one, say when to come again, and leave the others alone', async () => {
      const strict = scene.client(await scene.nginx({ ...variables, WEBHOOK_RATE: '1' }));
      const flood = Array.from({ length: 20 }, () => strict.https(FAL, { method: 'POST' }));
      const answers = await Promise.all(flood);
      const taken = answers.filter(({ status }) => status === 200);
      const refused = answers.filter(({ status }) => status === 429);
      // One, a burst of two, and what some seconds of a busy machine let through besides.
      expect(taken.length).toBeGreaterThanOrEqual(3);
      expect(taken.length).toBeLessThanOrEqual(10);
      expect(taken.length + refused.length).toBe(20);
      expect(refused[0]).toMatchObject({
        headers: { 'retry-after': '1' },
        body: '{"status":"too-many-requests"}',
      });
      expect((await strict.https(TELEGRAM, { method: 'POST' })).status).toBe(200);
      expect((await strict.https('/')).status).toBe(200);
    });

    it('should limit pages with a page', async () => {
      const strict = scene.client(await scene.nginx({ ...variables, PAGE_RATE: '1' }));
      const answers = await Promise.all(Array.from({ length: 10 }, () => strict.https('/terms')));
      const refused = answers.find(({ status }) => status === 429);
      expect(refused?.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'retry-after': '1',
      });
      expect((await strict.https(FAL, { method: 'POST' })).status).toBe(200);
    });

    it('should limit how many requests of one address are in hand', async () => {
      const strict = scene.client(await scene.nginx({ ...variables, OPEN_REQUESTS: '5' }));
      const slow = `${FAL}?wait=4000`; // so that all have come before the first is answered
      const asked = Array.from({ length: 15 }, () => strict.https(slow, { method: 'POST' }));
      const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
      expect(statuses).toEqual([...Array<number>(5).fill(200), ...Array<number>(10).fill(429)]);
    });
  });

  describe('presigned addresses', () => {
    const signed = '/aisha/a%2Fb/photos.zip?X-Amz-Credential=k&X-Amz-Signature=0abc';

    it('should be passed on as they were signed, with their host', async () => {
      const { status, body } = await client.https(signed, { host: S3_HOST });
      expect(status).toBe(200);
      expect(JSON.parse(body)).toMatchObject({
        name: s3.name,
        url: signed,
        headers: { host: S3_HOST },
      });
    });

    it('should be read only, and nothing without a signature', async () => {
      const put = { method: 'PUT', host: S3_HOST, body: 'x' };
      expect((await client.https(signed, put)).status).toBe(405);
      expect((await client.https('/aisha/', { host: S3_HOST })).status).toBe(403);
      expect((await client.https('/?X-Amz-Signature=', { host: S3_HOST })).status).toBe(403);
    });

    it('should not be there unless a host is set', async () => {
      const without = scene.client(await scene.nginx({ WEBHOOK_API_UPSTREAMS: api.address }));
      expect((await without.https(signed, { host: S3_HOST })).status).toBe(404);
    });
  });

  describe('log', () => {
    it('should say what was asked, but never the query', async () => {
      await client.https('/nothing?token=very-secret');
      await post(`${FAL}?job=very-secret`);
      await post(`${FAL}?job=very-secret`, Buffer.alloc(MEGABYTE + 1));
      await client.https(`${FAL}?job=very-secret`);
      await client.http('/webhooks/fal?job=very-secret');
      const at = (found: { path: string; status: number }) => `${found.status} ${found.path}`;
      const wanted = ['404 /nothing', `200 ${FAL}`, `413 ${FAL}`, `405 ${FAL}`, `308 ${FAL}`];
      await eventually(async () =>
        expect((await nginx.log()).map(at)).toEqual(expect.arrayContaining(wanted)),
      );
      const tooLarge = (await nginx.log()).find(({ status }) => status === 413);
      expect(tooLarge).toMatchObject({ method: 'POST' });
      expect(await nginx.output()).not.toContain('very-secret');
    });
  });
});
