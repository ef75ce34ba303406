import sharp from 'sharp';
import { openWorld, Someone, uniquePhoto, type World } from '../avatars-world.fixture';

const PRICE = 5;

describe('a picture', () => {
  let world: World;
  let asel: Someone;
  let avatarId: string;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    expect(await world.ledger.imbalance()).toBe(0);
    await world.close();
  });
  beforeEach(async () => {
    world.fal.reset();
    asel = await Someone.with(world, PRICE);
    avatarId = (await asel.readyAvatar()).id;
  });

  const request = async () => {
    const order = await asel.order(avatarId, 'on the moon', { aspectRatio: '16:9' });
    return (await asel.draw(order))[0]!;
  };
  const made = async (body: unknown, status = 200) => {
    const id = await request();
    await world.imageSaga.submit(id);
    world.fal.end(world.fal.last.requestId, body, status);
    await world.imageSaga.collect(id).catch((error: Error) => world.imageSaga.giveUp(id, error));
    return (await world.images.get(id))!;
  };
  const picture = async () => ({ images: [{ url: world.fal.file(await uniquePhoto()) }] });

  it('should be made, kept and paid for', async () => {
    const image = await made(await picture());
    const { endpoint, input } = world.fal.last;
    expect(endpoint).toBe('fal-ai/flux-lora');
    expect(input).toMatchObject({
      loras: [{ path: 'https://v3.fal.media/w', scale: 1 }],
      image_size: { width: 1312, height: 736 },
      prompt: expect.stringMatching(/^TOK_[0-9a-f]{8}, a woman, on the moon$/),
      seed: image.seed,
    });
    expect(image).toMatchObject({
      status: 'succeeded',
      objectKey: `images/${asel.id}/${image.id}.jpg`,
      thumbKey: `images/${asel.id}/${image.id}-thumb.jpg`,
      modelId: 'flux-lora',
    });
    const stored = await world.storage.getBytes(image.objectKey!);
    expect((await sharp(stored).metadata()).format).toBe('jpeg');
    const small = await sharp(await world.storage.getBytes(image.thumbKey!)).metadata();
    expect([small.format, small.width, small.height]).toEqual(['jpeg', 320, 320]);
    expect(await asel.balance()).toBe(0);
    expect(await asel.notices()).toMatchObject([
      {
        notice: { kind: 'picture-ready', imageId: image.id },
        slot: `picture-${image.id}`,
        key: `picture-ready-${image.id}`,
      },
    ]);
  });

  it('should be refunded when the safety checker has blackened it', async () => {
    const image = await made({ ...(await picture()), has_nsfw_concepts: [true] });
    expect(image).toMatchObject({ status: 'failed', failure: 'content-policy', objectKey: null });
    expect(await asel.balance()).toBe(PRICE);
    expect((await asel.notices()).at(-1)).toMatchObject({
      notice: { kind: 'picture-failed', imageId: image.id },
      slot: `picture-${image.id}`,
    });
  });

  it('should be refunded when it is black and nobody said why', async () => {
    const black = await sharp({
      create: { width: 64, height: 64, channels: 3, background: '#020202' },
    })
      .jpeg()
      .toBuffer();
    const image = await made({ images: [{ url: world.fal.file(black) }] });
    expect(image).toMatchObject({ status: 'failed', failure: 'content-policy', objectKey: null });
    expect(await asel.balance()).toBe(PRICE);
  });

  it('should be refunded when what came is no picture', async () => {
    const image = await made({ images: [{ url: world.fal.file('<html>') }] });
    expect(image).toMatchObject({ status: 'failed', failure: 'internal' });
    expect(await asel.balance()).toBe(PRICE);
  });

  it('should be asked for again later when its file cannot be fetched now', async () => {
    const id = await request();
    await world.imageSaga.submit(id);
    const { images } = await picture();
    const path = new URL(images[0]!.url).pathname;
    const bytes = world.fal.files.get(path)!;
    world.fal.files.delete(path);
    world.fal.end(world.fal.last.requestId, { images });
    await expect(world.imageSaga.collect(id)).rejects.toThrow();
    expect(await world.images.get(id)).toMatchObject({ status: 'submitted' });
    world.fal.files.set(path, bytes);
    await world.imageSaga.collect(id);
    expect(await world.images.get(id)).toMatchObject({ status: 'succeeded' });
  });

  it('should be settled once when it is collected by several at a time', async () => {
    const id = await request();
    await world.imageSaga.submit(id);
    world.fal.end(world.fal.last.requestId, await picture());
    await Promise.all([1, 2, 3].map(() => world.imageSaga.collect(id)));
    expect(await asel.notices()).toHaveLength(1);
    expect(await asel.balance()).toBe(0);
  });

  it('should be refunded after two minutes when the answer to the submit was lost', async () => {
    const id = await request();
    world.fal.behaviour = 'break';
    await world.imageSaga.submit(id);
    await world.imageSaga.collect(id);
    expect(await world.images.get(id)).toMatchObject({ status: 'submitting' });
    await world.database.query(
      `update images set submitted_at = now() - interval '121 seconds' where id = $1`,
      [id],
    );
    await world.imageSaga.collect(id);
    expect(await world.images.get(id)).toMatchObject({ failure: 'outcome-unknown' });
    expect(await asel.balance()).toBe(PRICE);
  });

  it('should be refunded when FAL does not know it any more', async () => {
    const id = await request();
    await world.imageSaga.submit(id);
    world.fal.submitted.length = 0;
    await world.imageSaga.collect(id);
    expect(await world.images.get(id)).toMatchObject({ status: 'submitted' });
    await world.database.query(
      `update images set submitted_at = now() - interval '121 seconds' where id = $1`,
      [id],
    );
    await world.imageSaga.collect(id);
    expect(await world.images.get(id)).toMatchObject({ failure: 'outcome-unknown' });
    expect(await asel.balance()).toBe(PRICE);
  });
});
