import { createHash, createPublicKey, verify } from 'node:crypto';
import { CallbackReceiver, realClient, until, type ReceivedCallback } from './fal-stand-in.fixture';
import { startFalStandIn, type RunningStandIn } from './fal-stand-in';

const generator = 'fal-ai/flux-lora';

describe("callbacks of FAL's stand-in", () => {
  let standIn: RunningStandIn;
  let receiver: CallbackReceiver;
  let fal: ReturnType<typeof realClient>;

  beforeAll(async () => {
    const paces = { trainingMs: 50, imageMs: 10, webhookRetryMs: 10 };
    standIn = await startFalStandIn({ port: 0, key: 'test:key', ...paces });
    fal = realClient(standIn.url);
  });
  beforeEach(async () => {
    receiver = await CallbackReceiver.start();
  });
  afterEach(async () => {
    await receiver.close();
    await fetch(`${standIn.url}/_sandbox/faults`, { method: 'DELETE' });
  });
  afterAll(() => standIn.close());

  const post = (path: string, body: object) =>
    fetch(`${standIn.url}/_sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const order = (on: string, action: object) => post('faults', { on, action });
  const submit = async (input: object = { prompt: 'a', image_size: 'square' }) => {
    const webhookUrl = receiver.url;
    return (await fal.queue.submit(generator, { input: input as { prompt: string }, webhookUrl }))
      .request_id;
  };
  const arrived = (count: number) => until(() => receiver.received.length >= count);
  const truth = async (id: string) => {
    const log = (await (await fetch(`${standIn.url}/_sandbox/requests`)).json()) as {
      id: string;
      deliveries: { status: number }[];
      delivered: boolean;
    }[];
    return log.find((request) => request.id === id);
  };
  const isGenuine = async ({ headers, rawBody }: ReceivedCallback) => {
    const jwks = (await (await fetch(`${standIn.url}/rest/.well-known/jwks.json`)).json()) as {
      keys: { kty: string; crv: string; x: string }[];
    };
    const header = (name: string) => String(headers[`x-fal-webhook-${name}`]);
    const hash = createHash('sha256').update(rawBody).digest('hex');
    const parts = [header('request-id'), header('user-id'), header('timestamp'), hash];
    const signature = Buffer.from(header('signature'), 'hex');
    return jwks.keys.some((key) =>
      verify(
        null,
        Buffer.from(parts.join('\n')),
        createPublicKey({ key, format: 'jwk' }),
        signature,
      ),
    );
  };

  it('should report success with the output, signed', async () => {
    const id = await submit();
    await arrived(1);
    const body = { request_id: id, gateway_request_id: id, status: 'OK', error: null };
    expect(receiver.bodies()).toEqual([
      { ...body, payload: expect.objectContaining({ prompt: 'a' }) },
    ]);
    const [callback] = receiver.received;
    expect(callback && (await isGenuine(callback))).toBe(true);
  });

  it('should report a refusal with its detail', async () => {
    await submit({ image_size: 'square' });
    await arrived(1);
    expect(receiver.bodies()).toEqual([
      expect.objectContaining({
        status: 'ERROR',
        error: 'Invalid status code: 422',
        payload: {
          detail: [expect.objectContaining({ loc: ['body', 'prompt'], type: 'missing' })],
        },
      }),
    ]);
  });

  it('should come again until it is taken', async () => {
    receiver.answers = [503, 404];
    const id = await submit();
    await arrived(3);
    await until(async () => (await truth(id))?.delivered === true);
    expect((await truth(id))?.deliveries.map(({ status }) => status)).toEqual([503, 404, 200]);
  });

  it('should not follow a redirect', async () => {
    receiver.answers = [302];
    const id = await submit();
    await until(async () => (await truth(id))?.delivered === true);
    expect((await truth(id))?.deliveries).toEqual([expect.objectContaining({ status: 302 })]);
  });

  it('should come twice, with nothing in it, or never when told to', async () => {
    await order('webhook', { kind: 'double' });
    await submit();
    await arrived(2);
    await order('webhook', { kind: 'null-payload' });
    await submit();
    await arrived(3);
    expect(receiver.bodies()[2]).toMatchObject({
      status: 'OK',
      payload: null,
      payload_error: expect.any(String),
    });
    await order('webhook', { kind: 'never' });
    const silent = await submit();
    await until(async () => (await truth(silent))?.delivered === true);
    expect(receiver.received).toHaveLength(3);
  });

  it('should overtake the answer to the submit when told to', async () => {
    await order('submit', { kind: 'before-answer' });
    await submit();
    expect(receiver.received).toHaveLength(1);
  });

  it('should sign with another key after a rotation', async () => {
    await submit();
    await arrived(1);
    await post('rotate-keys', {});
    await submit();
    await arrived(2);
    const [before, after] = receiver.received;
    expect(before && (await isGenuine(before))).toBe(false);
    expect(after && (await isGenuine(after))).toBe(true);
  });

  it('should sign what a test asks for', async () => {
    const asked = { requestId: 'r', userId: 'u', body: { a: 1 }, timestamp: 1_000 };
    const { headers, body } = (await (await post('sign', asked)).json()) as {
      headers: Record<string, string>;
      body: string;
    };
    expect(headers).toMatchObject({ 'x-fal-webhook-timestamp': '1000' });
    await expect(isGenuine({ headers, rawBody: Buffer.from(body) })).resolves.toBe(true);
  });
});
