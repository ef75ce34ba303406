import { ScriptedServer } from '../scripted-server.fixture';
import { FalClient } from './fal.client';

const trainer = 'fal-ai/flux-lora-fast-training';

describe('FalClient', () => {
  let server: ScriptedServer;
  let fal: FalClient;
  const clientOf = (url: string, callMs = 10_000) =>
    new FalClient(
      { FAL_KEY: 'id:secret', FAL_QUEUE_URL: `${url}/queue/`, FAL_REST_URL: `${url}/rest` },
      { callMs, transferMs: 10_000 },
    );

  beforeAll(async () => {
    server = await ScriptedServer.start();
    fal = clientOf(server.url);
  });
  afterAll(() => server.close());

  describe('submit', () => {
    it('should send the input once with key and callback address, and return the id', async () => {
      server.playJson(200, { status: 'IN_QUEUE', request_id: 'a-1' });
      const webhookUrl = 'https://h.example/x?job=1&t=2';
      const submitted = await fal.submit(trainer, { steps: 1 }, { webhookUrl });
      expect(submitted).toEqual({ requestId: 'a-1' });
      expect(server.seen).toHaveLength(1);
      const [request] = server.seen;
      expect(request?.url).toBe(
        `/queue/${trainer}?fal_webhook=https%3A%2F%2Fh.example%2Fx%3Fjob%3D1%26t%3D2`,
      );
      expect(request?.headers.authorization).toBe('Key id:secret');
      expect(JSON.parse(String(request?.body))).toEqual({ steps: 1 });
    });

    it.each([
      [403, { detail: 'User is locked. Reason: Exhausted balance. Top up.' }, 'balance', false],
      [403, { detail: 'Forbidden' }, 'unauthorized', false],
      [401, { detail: 'invalid key credentials' }, 'unauthorized', false],
      [422, { detail: [{ msg: 'too few', type: 'invalid_archive' }] }, 'rejected', false],
      [422, { detail: [{ msg: 'no', type: 'content_policy_violation' }] }, 'content-policy', false],
      [503, { detail: 'busy', error_type: 'runner_scheduling_failure' }, 'unavailable', true],
      [503, { detail: 'busy' }, 'outcome-unknown', false],
      [500, { detail: 'oops', error_type: 'internal_error' }, 'outcome-unknown', false],
      [504, { detail: 'late' }, 'outcome-unknown', false],
    ])('should read %i %j as %s, in one attempt', async (status, body, kind, retryable) => {
      server.playJson(status, body);
      await expect(fal.submit(trainer, {})).rejects.toMatchObject({ kind, retryable, status });
      expect(server.seen).toHaveLength(1);
    });

    it('should say how long to wait when rate limited', async () => {
      server.playJson(429, { detail: 'slow down' }, { 'retry-after': '7' });
      const failure = { kind: 'rate-limited', retryable: true, retryAfterMs: 7000 };
      await expect(fal.submit(trainer, {})).rejects.toMatchObject(failure);
    });

    it.each([
      ['the connection breaks off', (r: { destroy(): void }) => r.destroy()],
      ['no answer comes in time', () => undefined],
    ])('should not know the outcome when %s', async (_what, script) => {
      server.play(script);
      const submit = clientOf(server.url, 200).submit(trainer, {});
      await expect(submit).rejects.toMatchObject({ kind: 'outcome-unknown' });
      expect(server.seen).toHaveLength(1);
    });

    it('should not know the outcome when the answer has no id', async () => {
      server.play((response) => response.writeHead(200).end('<html>'));
      await expect(fal.submit(trainer, {})).rejects.toMatchObject({ kind: 'outcome-unknown' });
    });

    it('should know that nothing was submitted when the connection is refused', async () => {
      const gone = await ScriptedServer.start();
      const { url } = gone;
      await gone.close();
      const failure = { kind: 'unavailable', retryable: true };
      await expect(clientOf(url).submit(trainer, {})).rejects.toMatchObject(failure);
    });
  });

  describe('status', () => {
    it('should ask under owner and alias only', async () => {
      server.playJson(200, { status: 'IN_QUEUE', queue_position: 2, response_url: 'x' });
      const status = await fal.status('fal-ai/flux-pro/v1.1-ultra', 'a-1');
      expect(status).toEqual({ state: 'in-queue', queuePosition: 2, logs: [] });
      expect(server.seen[0]?.url).toBe('/queue/fal-ai/flux-pro/requests/a-1/status?logs=1');
    });

    it('should tell a failed request from a good one', async () => {
      const logs = [{ message: 'step 1', level: 'INFO', source: 'USER', timestamp: '' }];
      const failed = { status: 'COMPLETED', response_url: 'x', logs };
      server.playJson(200, { ...failed, error: 'bad zip', error_type: 'invalid_archive' });
      await expect(fal.status(trainer, 'a-1')).resolves.toEqual({
        state: 'completed',
        logs: ['step 1'],
        error: 'bad zip',
        errorType: 'invalid_archive',
      });
    });

    it('should tell what FAL logs, and not stumble over a log without words', async () => {
      const logs = [{ message: ' 40%|####      | 400/1000' }, { message: null }, null, {}];
      server.playJson(200, { status: 'IN_PROGRESS', response_url: 'x', logs });
      await expect(fal.status(trainer, 'a-1')).resolves.toEqual({
        state: 'in-progress',
        logs: [' 40%|####      | 400/1000'],
      });
      server.playJson(200, { status: 'IN_PROGRESS', response_url: 'x', logs: null });
      await expect(fal.status(trainer, 'a-1')).resolves.toEqual({ state: 'in-progress', logs: [] });
    });

    it('should know a request that FAL does not know', async () => {
      server.playJson(404, { status: 'NOT_FOUND' });
      await expect(fal.status(trainer, 'a-1')).resolves.toEqual({ state: 'unknown' });
    });

    it('should not take a 404 page of somebody else for an unknown request', async () => {
      server.play((response) => response.writeHead(404).end('<h1>nginx</h1>'));
      await expect(fal.status(trainer, 'a-1')).rejects.toMatchObject({ status: 404 });
    });

    it('should leave repeating to the caller', async () => {
      server.playJson(503, { detail: 'busy' });
      await expect(fal.status(trainer, 'a-1')).rejects.toMatchObject({ kind: 'unavailable' });
      server.play((response) => response.destroy());
      await expect(fal.status(trainer, 'a-1')).rejects.toMatchObject({ kind: 'unavailable' });
      expect(server.seen).toHaveLength(1);
    });
  });

  describe('result', () => {
    it('should return the output', async () => {
      server.playJson(200, { images: [] });
      const result = await fal.result(trainer, 'a-1');
      expect(result).toEqual({ ok: true, output: { images: [] } });
    });

    it.each([
      [422, { detail: [{ type: 'content_policy_violation' }] }, {}, 'content-policy', false],
      [422, { detail: 'a sentence' }, {}, 'rejected', false],
      [404, { status: 'NOT_FOUND' }, {}, 'rejected', false],
      [504, { detail: [{ type: 'generation_timeout' }] }, {}, 'unavailable', true],
      [500, {}, { 'x-fal-error-type': 'runner_server_error' }, 'unavailable', true],
      [500, { error_type: 'x' }, { 'x-fal-retryable': 'false' }, 'unavailable', false],
    ])('should return the verdict %i %j', async (status, body, headers, kind, retryable) => {
      server.playJson(status, body, headers);
      await expect(fal.result(trainer, 'a-1')).resolves.toMatchObject({
        ok: false,
        failure: { kind, retryable, status },
      });
    });

    it.each([
      [503, { detail: 'busy' }],
      [401, { detail: 'invalid key credentials' }],
      [429, { detail: 'slow down' }],
      [400, { detail: 'Request is still in progress' }],
    ])('should not take %i %j for a verdict', async (status, body) => {
      server.playJson(status, body);
      await expect(fal.result(trainer, 'a-1')).rejects.toMatchObject({ status });
    });

    it('should say that it was asked too early', async () => {
      server.playJson(400, { detail: 'Request is still in progress' });
      const failure = { errorType: 'still-in-progress', retryable: true };
      await expect(fal.result(trainer, 'a-1')).rejects.toMatchObject(failure);
    });
  });

  it.each([
    [202, 'CANCELLATION_REQUESTED', 'requested'],
    [400, 'ALREADY_COMPLETED', 'already-completed'],
    [404, 'NOT_FOUND', 'not-found'],
  ])('should read the answer %i %s to a cancellation', async (status, text, outcome) => {
    server.playJson(status, { status: text });
    await expect(fal.cancel(trainer, 'a-1')).resolves.toBe(outcome);
    expect(server.seen[0]).toMatchObject({ method: 'PUT' });
  });

  it('should upload by asking for an address first, for a day', async () => {
    server.play((response, { url }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const base = server.url;
      const answer = { upload_url: `${base}/put/1`, file_url: 'https://v3.fal.media/f/1.zip' };
      response.end(JSON.stringify(url.startsWith('/rest/') ? answer : {}));
    });
    const address = await fal.upload(Buffer.from('zip'), 'photos.zip', 'application/zip');
    expect(address).toBe('https://v3.fal.media/f/1.zip');
    const [initiate, put] = server.seen;
    expect(initiate?.url).toBe('/rest/storage/upload/initiate?storage_type=fal-cdn-v3');
    expect(put).toMatchObject({ method: 'PUT', url: '/put/1', body: Buffer.from('zip') });
    const lifecycle = JSON.parse(String(initiate?.headers['x-fal-object-lifecycle'])) as unknown;
    expect(lifecycle).toEqual({ expiration_duration_seconds: 86_400 });
  });

  it('should say that an upload failed', async () => {
    server.playJson(500, { detail: 'disk full' });
    const upload = fal.upload(Buffer.from('zip'), 'photos.zip', 'application/zip');
    await expect(upload).rejects.toMatchObject({ kind: 'unavailable', retryable: true });
  });
});
