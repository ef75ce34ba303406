import { eventually } from '@aisha/testing';
import { askForPicture, withAvatar } from './harness/journeys';
import type { Person } from './harness/person';
import { voice } from './harness/samples';
import { Stack } from './harness/stack';

interface FalRequest {
  id: string;
  endpoint: string;
  webhookUrl?: string;
}

/** What becomes of true ones. All others: callback-matrix.e2e-spec.ts. */
describe('a callback from outside', () => {
  let stack: Stack;
  let person: Person;
  let address: string;
  let request: FalRequest;

  beforeAll(async () => {
    stack = await Stack.start();
    person = await withAvatar(stack);
    await stack.order('fal', { on: 'image', times: 1, action: { kind: 'never' } });
    await askForPicture(person, 'waiting for a callback', '1:1');
    request = await eventually(async () => {
      const all = (await (
        await fetch(new URL('/_sandbox/requests', stack.urls.fal))
      ).json()) as FalRequest[];
      const last = all.at(-1);
      if (!last?.endpoint.includes('flux-lora') || last.endpoint.includes('trainer'))
        throw new Error('not yet');
      return last;
    });
    address = request.webhookUrl!;
  });
  afterAll(() => stack?.close());

  const body = (requestId = request.id) =>
    JSON.stringify({
      request_id: requestId,
      gateway_request_id: requestId,
      status: 'OK',
      payload: { images: [] },
    });

  /** Signed as FAL signs. */
  const signed = async (text: string) => {
    const response = await fetch(new URL('/_sandbox/sign', stack.urls.fal), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ requestId: request.id, body: text }),
    });
    return ((await response.json()) as { headers: Record<string, string> }).headers;
  };
  const post = async (url: string, text: string, headers: Record<string, string>) =>
    (
      await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: text,
      })
    ).status;
  const removal = (key: string) =>
    JSON.stringify({
      EventName: 's3:ObjectRemoved:Delete',
      Key: `${stack.bucket.name}/${key}`,
      Records: [
        {
          eventName: 's3:ObjectRemoved:Delete',
          s3: { bucket: { name: stack.bucket.name }, object: { key: encodeURIComponent(key) } },
        },
      ],
    });
  const callbacks = () =>
    stack.rows('select 1 from provider_callbacks where request_id = $1', [request.id]);

  it('should be stored once when it is true, and believed only as far as FAL itself says', async () => {
    expect(await post(address, body(), await signed(body()))).toBe(200);
    expect(await post(address, body(), await signed(body()))).toBe(200);
    expect(await callbacks()).toHaveLength(1);
    // The job never ended at FAL, so the callback alone finishes nothing.
    const [image] = await stack.rows<{ status: string }>(
      'select status from images where request_id = $1',
      [request.id],
    );
    expect(image!.status).toBe('submitted');
  });

  it('should mark a file as removed only when the storage itself says so', async () => {
    const url = `${stack.address('webhook-api')}/webhooks/minio`;
    const headers = { authorization: `Bearer ${stack.secrets.MINIO_WEBHOOK_TOKEN}` };
    for (const name of ['en-short', 'ru-short']) {
      await person.send('voice', [voice(name)]);
      await person.hears(voice(name).text);
    }
    const [kept, removed] = await stack.rows<{ id: string; object_key: string }>(
      `select id, object_key from incoming_files where purpose = 'transcript' order by created_at`,
    );
    await stack.bucket.deleteObject(removed!.object_key);
    expect(await post(url, removal(kept!.object_key), headers)).toBe(200);
    expect(await post(url, removal(removed!.object_key), headers)).toBe(200);
    const status = async (id: string) =>
      (
        await stack.rows<{ status: string }>('select status from incoming_files where id = $1', [
          id,
        ])
      )[0]!.status;
    await eventually(async () => expect(await status(removed!.id)).toBe('removed'));
    expect(await status(kept!.id)).toBe('stored');
  });

  it('should need the control token to see who polls', async () => {
    const url = `${stack.address('standby-controller')}/status`;
    expect((await fetch(url)).status).toBe(401);
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${stack.secrets.CONTROL_TOKEN}` },
    });
    expect(await response.json()).toMatchObject({
      pollers: [{ holder: 'bot-gateway', held: true }],
      gateways: [{ instance: 'bot-gateway', role: 'poller', telegramReachable: true }],
    });
  });
});
