import sharp from 'sharp';
import { photoArchive, realClient, until } from './fal-stand-in.fixture';
import { startFalStandIn, type RunningStandIn } from './fal-stand-in';

interface Ended {
  status: number;
  body: unknown;
}

describe('a model of FAL', () => {
  let standIn: RunningStandIn;
  let fal: ReturnType<typeof realClient>;
  let weights: Record<'flux-1' | 'flux-2', string>;
  let red: string;

  const dataUrl = (bytes: Buffer, type: string) =>
    `data:${type};base64,${bytes.toString('base64')}`;
  const archive = async (extra: Record<string, Buffer> = {}) =>
    dataUrl(await photoArchive(4, extra), 'application/zip');
  const picture = async (background: string, width = 320, height = 240) => {
    const create = { width, height, channels: 3, background } as const;
    return dataUrl(await sharp({ create }).jpeg().toBuffer(), 'image/jpeg');
  };
  const headers = { authorization: 'Key test:key' };

  /** Submits under the full id and asks under owner and alias, like FAL's clients. */
  const run = async (endpoint: string, input: object): Promise<Ended> => {
    const { request_id: requestId } = await fal.queue.submit(endpoint, { input });
    const app = endpoint.split('/').slice(0, 2).join('/');
    const url = `${standIn.url}/queue/${app}/requests/${requestId}`;
    await until(async () => {
      const answer = await fetch(`${url}/status`, { headers });
      return ((await answer.json()) as { status: string }).status === 'COMPLETED';
    });
    const answer = await fetch(url, { headers });
    return { status: answer.status, body: await answer.json() };
  };
  const made = async <Output>(endpoint: string, input: object): Promise<Output> => {
    const { status, body } = await run(endpoint, input);
    expect([status, status === 200 ? '' : JSON.stringify(body)]).toEqual([200, '']);
    return body as Output;
  };
  interface Painted {
    images: { url: string; width: number; height: number }[];
    seed?: number;
    has_nsfw_concepts?: boolean[];
  }
  const paint = (endpoint: string, input: object) =>
    made<Painted>(endpoint, { prompt: 'on the moon', ...input });
  const open = async (url = '') => sharp(await (await fetch(url)).arrayBuffer());
  const sizeOf = async ({ images }: Painted) => {
    const { width, height } = await (await open(images[0]?.url)).metadata();
    return { width, height };
  };
  const refusal = (field: string, type: string, msg = expect.any(String)) => ({
    status: 422,
    body: { detail: [expect.objectContaining({ loc: ['body', field], type, msg })] },
  });
  const train = async (endpoint: string, input: object) =>
    made<{ diffusers_lora_file: { url: string }; config_file: { url: string } }>(endpoint, input);

  beforeAll(async () => {
    standIn = await startFalStandIn({ port: 0, key: 'test:key', trainingMs: 40, imageMs: 5 });
    fal = realClient(standIn.url);
    const zip = await archive();
    const one = await train('fal-ai/flux-lora-fast-training', { images_data_url: zip });
    const two = await train('fal-ai/flux-2-trainer', { image_data_url: zip, default_caption: 'T' });
    weights = { 'flux-1': one.diffusers_lora_file.url, 'flux-2': two.diffusers_lora_file.url };
    red = await picture('#ff0000');
  });
  afterAll(() => standIn.close());

  describe('that trains', () => {
    const trainer = 'fal-ai/flux-2-trainer';

    it('should learn FLUX 2 with one caption for all photos, or with a text beside each', async () => {
      const { config_file: config } = await train(trainer, {
        image_data_url: await archive(),
        default_caption: 'a photo of TOK',
        steps: 500,
      });
      expect(await (await fetch(config.url)).json()).toMatchObject({
        trigger_phrase: 'a photo of TOK',
        steps: 500,
      });
      const texts = [0, 1, 2, 3].map((index) => [`photo_${index}.txt`, Buffer.from('TOK')]);
      await train(trainer, { image_data_url: await archive(Object.fromEntries(texts)) });
    });

    it('should refuse FLUX 2 photos without any caption', async () => {
      const image_data_url = await archive({ 'photo_0.txt': Buffer.from('TOK') });
      expect(await run(trainer, { image_data_url })).toEqual(
        refusal('default_caption', 'value_error', expect.stringContaining('3 images')),
      );
    });

    it("should miss its own field when it is given another trainer's", async () => {
      const zip = await archive();
      expect(await run(trainer, { images_data_url: zip, default_caption: 'T' })).toEqual(
        refusal('image_data_url', 'missing', 'Field required'),
      );
      expect(await run('fal-ai/flux-lora-fast-training', { image_data_url: zip })).toEqual(
        refusal('images_data_url', 'missing', 'Field required'),
      );
    });

    it('should log bars as trainers do', async () => {
      const input = { image_data_url: await archive(), default_caption: 'T', steps: 1_000 };
      const { request_id: requestId } = await fal.queue.submit(trainer, { input });
      const lines: string[] = [];
      await until(async () => {
        const status = await fal.queue.status(trainer, { requestId, logs: true });
        if (status.status !== 'COMPLETED') return false;
        lines.push(...status.logs.map(({ message }) => message));
        return true;
      });
      expect(lines).toContainEqual(expect.stringMatching(/^Preprocessing.*100%\|#{10}\| 4\/4 \[/));
      expect(lines).toContainEqual(
        expect.stringMatching(
          /^Training:  50%\|#{5} {5}\| 500\/1000 \[00:00<00:00, [\d.]+it\/s\]$/,
        ),
      );
      expect(lines.at(-1)).toContain('1000/1000');
    });
  });

  describe('that reads weights', () => {
    it('should paint with those of its own base model', async () => {
      const painted = await paint('fal-ai/flux-2/lora', {
        loras: [{ path: weights['flux-2'], scale: 1 }],
        image_size: { width: 864, height: 1152 },
        seed: 3,
      });
      expect(painted).toMatchObject({ seed: 3, has_nsfw_concepts: [false] });
      expect(await sizeOf(painted)).toEqual({ width: 864, height: 1152 });
    });

    it.each([
      ['fal-ai/flux-lora', 'flux-2'],
      ['fal-ai/flux-2/lora', 'flux-1'],
    ] as const)('should refuse those of another: %s, %s', async (endpoint, family) => {
      const input = { prompt: 'a', loras: [{ path: weights[family] }] };
      expect(await run(endpoint, input)).toEqual(refusal('loras', 'value_error'));
    });

    it('should keep as much of a picture to start from as it is told', async () => {
      const redness = async (strength: number) => {
        const painted = await paint('fal-ai/flux-lora/image-to-image', {
          loras: [{ path: weights['flux-1'] }],
          image_url: red,
          strength,
          seed: 1,
        });
        expect(await sizeOf(painted)).toEqual({ width: 320, height: 240 });
        const [r, g] = (await (await open(painted.images[0]?.url)).stats()).channels;
        return r!.mean - g!.mean;
      };
      const [kept, remade] = [await redness(0.1), await redness(1)];
      expect(kept).toBeGreaterThan(remade + 50);
    });

    it('should need a picture to start from', async () => {
      expect(await run('fal-ai/flux-lora/image-to-image', { prompt: 'a' })).toEqual(
        refusal('image_url', 'missing', 'Field required'),
      );
    });
  });

  describe('that needs a photo only', () => {
    const size = { width: 736, height: 1312 };
    const models = [
      ['fal-ai/flux-pulid', { reference_image_url: '' }, { image_size: size }, size],
      ['fal-ai/instant-character', { image_url: '' }, { image_size: size }, size],
      [
        'fal-ai/nano-banana/edit',
        { image_urls: [''] },
        { aspect_ratio: '9:16' },
        { width: 768, height: 1344 },
      ],
    ] as const;
    const filled = (fields: object, url: string) =>
      JSON.parse(JSON.stringify(fields).replace('""', JSON.stringify(url))) as object;

    it.each(models)(
      'should paint in the asked shape: %s',
      async (endpoint, fields, shape, real) => {
        const painted = await paint(endpoint, { ...filled(fields, red), ...shape, seed: 5 });
        expect(painted.images).toHaveLength(1);
        expect(await sizeOf(painted)).toEqual(real);
        expect(painted.seed).toBe(endpoint.includes('banana') ? undefined : 5);
      },
    );

    it.each(models)('should need the photo, and one that opens: %s', async (endpoint, fields) => {
      const [field] = Object.keys(fields);
      expect(await run(endpoint, { prompt: 'a' })).toEqual(
        refusal(field!, 'missing', 'Field required'),
      );
      const broken = dataUrl(Buffer.from('no picture'), 'image/jpeg');
      expect(await run(endpoint, { prompt: 'a', ...filled(fields, broken) })).toEqual(
        refusal(field!, 'image_load_error'),
      );
    });

    it('should blacken what it finds, or refuse it', async () => {
      const input = { prompt: 'something NSFW', image_urls: [red], reference_image_url: red };
      const painted = await made<Painted>('fal-ai/flux-pulid', input);
      expect(painted.has_nsfw_concepts).toEqual([true]);
      const stats = await (await open(painted.images[0]?.url)).stats();
      expect(stats.channels.map(({ max }) => max)).toEqual([0, 0, 0]);
      expect(await run('fal-ai/nano-banana/edit', input)).toEqual(
        refusal('prompt', 'content_policy_violation'),
      );
    });

    it('should keep the shape of the photo when it may choose', async () => {
      const painted = await paint('fal-ai/nano-banana/edit', { image_urls: [red] });
      expect(await sizeOf(painted)).toEqual({ width: 320, height: 240 });
      expect(painted).toMatchObject({ description: expect.stringContaining('on the moon') });
    });
  });

  describe('that upscales', () => {
    const upscaler = 'fal-ai/clarity-upscaler';

    it('should give one picture as many times larger as was asked', async () => {
      const { image } = await made<{ image: { url: string; width: number } }>(upscaler, {
        image_url: red,
        upscale_factor: 3,
        seed: 8,
      });
      expect(image).toMatchObject({ width: 960, height: 720, content_type: 'image/png' });
      expect(await (await open(image.url)).metadata()).toMatchObject({ width: 960, height: 720 });
    });

    it('should refuse what is no picture or gets too large', async () => {
      const image_url = dataUrl(Buffer.from('no picture'), 'image/jpeg');
      expect(await run(upscaler, { image_url })).toEqual(refusal('image_url', 'image_load_error'));
      const large = await picture('#000', 4_000, 3_000);
      expect(await run(upscaler, { image_url: large, upscale_factor: 4 })).toEqual(
        refusal('image_url', 'image_too_large'),
      );
    });
  });
});
