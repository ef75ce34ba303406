import { ApiError, ValidationError } from '@fal-ai/client';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { photoArchive, realClient, until } from './fal-stand-in.fixture';
import { startFalStandIn, type RunningStandIn } from './fal-stand-in';

const trainer = 'fal-ai/flux-lora-fast-training';
const generator = 'fal-ai/flux-lora';
interface Trained {
  diffusers_lora_file: { url: string; file_name: string };
  config_file: { url: string };
}
interface Painted {
  images: { url: string; width: number; height: number; content_type: string }[];
  seed: number;
  prompt: string;
  has_nsfw_concepts: boolean[];
}

describe("FAL's stand-in under FAL's own client", () => {
  let standIn: RunningStandIn;
  let fal: ReturnType<typeof realClient>;
  let lora: string;
  const start = (more = {}) =>
    startFalStandIn({ port: 0, key: 'test:key', trainingMs: 200, imageMs: 20, ...more });
  const upload = async (bytes: Buffer, name = 'photos.zip') =>
    fal.storage.upload(new File([new Uint8Array(bytes)], name, { type: 'application/zip' }));
  const order = (body: object) =>
    fetch(`${standIn.url}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const paint = async (input: object): Promise<Painted> => {
    const { data } = await fal.subscribe(generator, {
      input: { prompt: 'a', ...input },
      pollInterval: 20,
    });
    return data as unknown as Painted;
  };
  const deletePayloads = (id: string, key = 'test:key') =>
    fetch(`${standIn.url}/rest/v1/models/requests/${id}/payloads`, {
      method: 'DELETE',
      headers: { authorization: `Key ${key}` },
    });
  const fetchImage = async (url: string) => sharp(await (await fetch(url)).arrayBuffer());
  const failure = async (call: Promise<unknown>) => {
    const error: unknown = await call.then(() => undefined).catch((e: unknown) => e);
    return error instanceof ApiError
      ? { status: error.status, body: error.body, isValidation: error instanceof ValidationError }
      : { error };
  };
  // Straight to the queue: only `subscribe` and `run` know all endpoints' types.
  const submit = (endpoint: string, input: object, webhookUrl?: string) =>
    fal.queue.submit(endpoint, { input, webhookUrl });
  const completed = (endpoint: string, requestId: string) =>
    until(async () => (await fal.queue.status(endpoint, { requestId })).status === 'COMPLETED');

  beforeAll(async () => {
    standIn = await start();
    fal = realClient(standIn.url);
    const { data } = await fal.subscribe(trainer, {
      input: { images_data_url: await upload(await photoArchive(4)), trigger_word: 'TOK' },
      pollInterval: 20,
    });
    lora = (data as Trained).diffusers_lora_file.url;
  });
  afterEach(() => fetch(`${standIn.url}/_sandbox/faults`, { method: 'DELETE' }));
  afterAll(() => standIn.close());

  it('should train in steps that one can watch', async () => {
    await order({ on: 'training', action: { kind: 'slow', ms: 400 } });
    const captions = { 'photo_0.txt': Buffer.from('[trigger]') };
    const images_data_url = await upload(await photoArchive(4, captions));
    const seen: string[] = [];
    const { data, requestId } = await fal.subscribe(trainer, {
      input: { images_data_url, trigger_word: 'TOK_1', steps: 800 },
      logs: true,
      pollInterval: 10,
      onEnqueue: (id) => seen.push(`enqueued ${id}`),
      onQueueUpdate: (update) =>
        seen.push(`${update.status} ${update.status === 'IN_QUEUE' ? '' : update.logs?.length}`),
    });
    expect(seen[0]).toBe(`enqueued ${requestId}`);
    const logged = new Set(seen.filter((line) => line.startsWith('IN_PROGRESS')));
    expect(logged.size).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe('COMPLETED 10');
    const config = await (await fetch((data as Trained).config_file.url)).json();
    expect(config).toMatchObject({ trigger_phrase: 'TOK_1', steps: 800 });
  });

  it('should count the jobs ahead in the queue', async () => {
    const slow = await start({ imageMs: 60_000 });
    const input = { prompt: 'a' };
    const submitTo = () => realClient(slow.url).queue.submit(generator, { input });
    const [first, second] = [await submitTo(), await submitTo()];
    await slow.close();
    expect([first.queue_position, second.queue_position]).toEqual([1, 2]);
  });

  it('should write weights in the safetensors layout', async () => {
    const file = Buffer.from(await (await fetch(lora)).arrayBuffer());
    const length = Number(file.readBigUInt64LE());
    const header = JSON.parse(file.subarray(8, 8 + length).toString());
    expect(header.__metadata__).toMatchObject({ trigger_phrase: 'TOK' });
    const photos = Object.keys(header).filter((name) => name !== '__metadata__');
    expect(photos).toHaveLength(4);
    expect(header[photos[3] ?? ''].data_offsets[1]).toBe(file.length - 8 - length);
  });

  it.each([
    ['square', { width: 512, height: 512 }],
    ['portrait_16_9', { width: 576, height: 1024 }],
    [undefined, { width: 1024, height: 768 }],
    [
      { width: 300, height: 200 },
      { width: 300, height: 200 },
    ],
  ])('should paint an image of the size %j', async (image_size, size) => {
    const painted = await paint({ loras: [{ path: lora, scale: 1 }], image_size, seed: 7 });
    expect(painted).toMatchObject({ seed: 7, prompt: 'a', has_nsfw_concepts: [false] });
    expect(painted.images).toEqual([
      expect.objectContaining({ ...size, content_type: 'image/jpeg' }),
    ]);
    const image = await fetchImage(painted.images[0]?.url ?? '');
    expect(await image.metadata()).toMatchObject({ ...size, format: 'jpeg' });
  });

  it('should paint the same for the same seed and prompt, and another for others', async () => {
    const bytes = async (input: object) => {
      const asked = {
        loras: [{ path: lora }],
        image_size: 'square',
        output_format: 'png',
        ...input,
      };
      const { images } = await paint(asked);
      return (await fetchImage(images[0]?.url ?? '')).raw().toBuffer();
    };
    const first = await bytes({ seed: 1 });
    expect((await bytes({ seed: 1 })).equals(first)).toBe(true);
    expect((await bytes({ seed: 1, prompt: 'in <Paris> & "Rome" \u0001' })).equals(first)).toBe(
      false,
    );
  });

  it('should paint without a person when there are no weights', async () => {
    expect((await paint({ num_images: 2, image_size: 'square' })).images).toHaveLength(2);
  });

  it('should black out what its safety checker finds', async () => {
    const painted = await paint({ prompt: 'something NSFW', image_size: 'square' });
    expect(painted.has_nsfw_concepts).toEqual([true]);
    const stats = await (await fetchImage(painted.images[0]?.url ?? '')).stats();
    expect(stats.channels.map(({ max }) => max)).toEqual([0, 0, 0]);
  });

  it('should black out a picture when told to, and only that one', async () => {
    await order({ on: 'image', action: { kind: 'blacken' } });
    const asked = { prompt: 'something nice', image_size: 'square' };
    expect((await paint(asked)).has_nsfw_concepts).toEqual([true]);
    expect((await paint(asked)).has_nsfw_concepts).toEqual([false]);
  });

  it.each([
    ['no archive at all', {}, 'missing'],
    ['not a zip', { images_data_url: 'data:application/zip;base64,aGVsbG8=' }, 'invalid_archive'],
    ['no address', { images_data_url: 'http://127.0.0.1:1/x.zip' }, 'file_download_error'],
    ['too many steps', { images_data_url: 'x', steps: 99_999 }, 'less_than_equal'],
  ])('should complete a training with an error: %s', async (_what, input, type) => {
    const { request_id: requestId } = await submit(trainer, input);
    await completed(trainer, requestId);
    const status = await fal.queue.status(trainer, { requestId });
    expect(status).toMatchObject({ status: 'COMPLETED', error_type: type });
    await expect(failure(fal.queue.result(trainer, { requestId }))).resolves.toMatchObject({
      status: 422,
      isValidation: true,
      body: { detail: [{ type }] },
    });
  });

  it('should refuse archives with too few images or broken ones', async () => {
    const tooFew = { images_data_url: await upload(await photoArchive(3)) };
    const broken = { 'photo_9.jpg': Buffer.from('no picture') };
    const torn = { images_data_url: await upload(await photoArchive(4, broken)) };
    const typeOf = async (input: object) => {
      const { request_id: requestId } = await submit(trainer, input);
      await completed(trainer, requestId);
      return fal.queue.status(trainer, { requestId });
    };
    expect(await typeOf(tooFew)).toMatchObject({ error_type: 'archive_file_count_below_minimum' });
    expect(await typeOf(torn)).toMatchObject({ error_type: 'image_load_error' });
  });

  it('should answer with links, in both forms of path', async () => {
    const queued = await submit(generator, { prompt: 'a' });
    expect(queued).toMatchObject({
      status: 'IN_QUEUE',
      request_id: expect.any(String),
      queue_position: expect.any(Number),
      response_url: `${standIn.url}/queue/fal-ai/flux-lora/requests/${queued.request_id}`,
    });
    await completed(generator, queued.request_id);
    const headers = { authorization: 'Key test:key' };
    const result = await fetch(`${queued.response_url}/response`, { headers });
    expect(result.headers.get('x-fal-request-id')).toBe(queued.request_id);
    await expect(result.json()).resolves.toMatchObject({ prompt: 'a' });
  });

  it('should stream the status as events', async () => {
    const { request_id: requestId } = await submit(generator, { prompt: 'a' });
    const stream = await fal.queue.streamStatus(generator, { requestId, logs: true });
    await expect(stream.done()).resolves.toMatchObject({ status: 'COMPLETED' });
  });

  it('should not let anybody in without the key', async () => {
    const stranger = realClient(standIn.url, 'wrong');
    const answer = { status: 401, body: { detail: 'invalid key credentials' } };
    const call = stranger.queue.submit(generator, { input: { prompt: 'a' } });
    await expect(failure(call)).resolves.toMatchObject(answer);
    const file = new Blob(['x']);
    await expect(failure(stranger.storage.upload(file))).resolves.toMatchObject(answer);
  });

  it('should not know foreign requests, models and files', async () => {
    const missing = fal.queue.status(generator, { requestId: 'gone' });
    await expect(failure(missing)).resolves.toMatchObject({
      status: 404,
      body: { status: 'NOT_FOUND' },
    });
    await expect(failure(submit('fal-ai/no-such', {}))).resolves.toMatchObject({ status: 404 });
    expect((await fetch(`${standIn.url}/files/${'0'.repeat(32)}/x.jpg`)).status).toBe(404);
  });

  it('should say when a result is asked too early, and cancel what waits', async () => {
    const slow = await start({ imageMs: 60_000 });
    const { queue } = realClient(slow.url);
    const { request_id: requestId } = await queue.submit(generator, { input: { prompt: 'a' } });
    await expect(failure(queue.result(generator, { requestId }))).resolves.toMatchObject({
      status: 400,
      body: { detail: 'Request is still in progress' },
    });
    await queue.cancel(generator, { requestId });
    await expect(failure(queue.cancel(generator, { requestId }))).resolves.toMatchObject({
      status: 400,
      body: { status: 'ALREADY_COMPLETED' },
    });
    await slow.close();
  });

  it('should take uploads in parts', async () => {
    const big = new File([new Uint8Array(91 * 1024 * 1024).fill(7)], 'big.bin');
    const url = await fal.storage.upload(big);
    const stored = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(stored.equals(Buffer.alloc(big.size, 7))).toBe(true);
  }, 30_000); // 91 MB there and back, also on a machine that is busy with other things

  it('should play the faults it is told to, as often as told', async () => {
    await order({ on: 'submit', action: { kind: 'balance' } });
    await expect(failure(submit(generator, { prompt: 'a' }))).resolves.toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('Exhausted balance') },
    });
    await order({ on: 'submit', endpoint: trainer, action: { kind: 'error', status: 400 } });
    const { request_id: requestId } = await submit(generator, { prompt: 'a' });
    await completed(generator, requestId);
    const refusal = { kind: 'fail', errorType: 'content_policy_violation', status: 422 };
    await order({ on: 'image', action: refusal });
    const { request_id: refused } = await submit(generator, { prompt: 'a' });
    await completed(generator, refused);
    await expect(
      failure(fal.queue.result(generator, { requestId: refused })),
    ).resolves.toMatchObject({
      body: { detail: [{ type: 'content_policy_violation' }] },
    });
    await order({ on: 'file', action: { kind: 'error', status: 404 } });
    expect((await fetch(lora)).status).toBe(404);
    expect((await fetch(lora)).status).toBe(200);
    await order({ on: 'upload', action: { kind: 'error', status: 400 } });
    await expect(failure(upload(Buffer.from('x')))).resolves.toMatchObject({ status: 400 });
    expect((await order({ on: 'nowhere', action: { kind: 'hang' } })).status).toBe(400);
  });

  it('should take a job and break off the answer', async () => {
    await order({ on: 'submit', action: { kind: 'reset-after' } });
    const prompt = 'lost answer';
    const call = fetch(`${standIn.url}/queue/${generator}`, {
      method: 'POST',
      headers: { authorization: 'Key test:key', 'content-type': 'application/json' },
      body: JSON.stringify({ prompt }),
    });
    await expect(call).rejects.toThrow('fetch failed');
    const log = (await (await fetch(`${standIn.url}/_sandbox/requests`)).json()) as object[];
    expect(log).toContainEqual(expect.objectContaining({ endpoint: generator, input: { prompt } }));
  });

  it('should go on after a restart with what it was doing', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'fal-restart-'));
    const first = await start({ dataDir, imageMs: 60_000 });
    const before = realClient(first.url);
    const { request_id: requestId } = await before.queue.submit(generator, {
      input: { prompt: 'a' },
    });
    const keys = await (await fetch(`${first.url}/rest/.well-known/jwks.json`)).json();
    await first.close();
    const second = await start({ dataDir });
    const after = realClient(second.url);
    await until(
      async () => (await after.queue.status(generator, { requestId })).status === 'COMPLETED',
    );
    const { data } = await after.queue.result(generator, { requestId });
    expect((data as Painted).images).toHaveLength(1);
    const sameKeys = await fetch(`${second.url}/rest/.well-known/jwks.json`);
    await expect(sameKeys.json()).resolves.toEqual(keys);
    await second.close();
    await rm(dataDir, { recursive: true });
  });

  it('should delete what it keeps of a request, with the files that it made', async () => {
    const { requestId, data } = await fal.subscribe(generator, {
      input: { prompt: 'a secret' },
      pollInterval: 20,
    });
    const { url } = (data as unknown as Painted).images[0]!;
    expect((await deletePayloads(requestId, 'other:key')).status).toBe(401);
    const deleted = await deletePayloads(requestId);
    expect(await deleted.json()).toEqual({ cdn_delete_results: [{ link: url, exception: null }] });
    expect((await fetch(url)).status).toBe(404);
    const kept = await (await fetch(`${standIn.url}/_sandbox/requests`)).text();
    expect(kept).not.toContain('a secret');
    expect((await deletePayloads(requestId)).status).toBe(200);
    expect((await deletePayloads('unknown')).status).toBe(404);
  });
});
