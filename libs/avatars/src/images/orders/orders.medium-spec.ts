import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { openWorld, Someone, uniquePhoto, type World } from '../../avatars-world.fixture';

const PRICE = 5;

const queued = (ahead: number) => ({ status: 'IN_QUEUE', queue_position: ahead, logs: [] });

describe('an order of pictures', () => {
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
    asel = await Someone.with(world, 4 * PRICE);
    avatarId = (await asel.readyAvatar()).id;
  });

  const noWords = () => Promise.reject(new Error('nobody was to be asked'));
  const answer = async (changes: object = {}) => ({
    images: [{ url: world.fal.file(await uniquePhoto(256)) }],
    ...changes,
  });
  /** Lets FAL end a picture. */
  const finish = async (id: string, body: unknown) => {
    await world.imageSaga.submit(id);
    world.fal.end(world.fal.last.requestId, body);
    await world.imageSaga.collect(id).catch((error: Error) => world.imageSaga.giveUp(id, error));
    return (await world.images.get(id))!;
  };
  const onePicture = async (prompt = 'on the moon') => {
    const [id] = await asel.draw(await asel.order(avatarId, prompt));
    return finish(id!, await answer());
  };
  const kinds = async () => (await asel.notices()).map(({ notice }) => notice.kind);

  it('should set the price of all pictures aside at once, with neighbouring seeds', async () => {
    const ids = await asel.draw(await asel.order(avatarId, 'on the moon', { count: 4, seed: 100 }));
    expect(await asel.balance()).toBe(0);
    const images = await Promise.all(ids.map((id) => world.images.get(id)));
    expect(images.map((image) => [image!.position, image!.seed])).toEqual([
      [0, 100],
      [1, 101],
      [2, 102],
      [3, 103],
    ]);
  });

  it('should be refused as a whole when credits are short, and be drawn after a top-up', async () => {
    const poor = await Someone.with(world, 3 * PRICE);
    const order = await poor.order((await poor.readyAvatar()).id, 'on the moon', { count: 4 });
    expect(await world.drawing.draw(poor.id, order, noWords)).toEqual({
      outcome: 'insufficient-credits',
      price: 4 * PRICE,
      balance: 3 * PRICE,
    });
    expect(await poor.balance()).toBe(3 * PRICE);
    await world.ledger.grant(poor.id, PRICE, `more-${poor.id}`);
    expect(await poor.draw(order)).toHaveLength(4);
  });

  it('should be drawn and charged once when it is started twice at the same time', async () => {
    const order = await asel.order(avatarId, 'on the moon', { count: 2 });
    const drawn = await Promise.all(
      [1, 2, 3].map(() => world.drawing.draw(asel.id, order, noWords)),
    );
    expect(drawn.map(({ outcome }) => outcome).sort()).toEqual(['stale', 'stale', 'started']);
    expect(await asel.balance()).toBe(2 * PRICE);
  });

  it('should give back what a part of it costs that fails, and say the sum once', async () => {
    const ids = await asel.draw(await asel.order(avatarId, 'on the moon', { count: 4 }));
    const orderId = (await world.images.get(ids[0]!))!.orderId!;
    for (const [at, id] of ids.entries()) {
      await finish(id, await answer(at === 2 ? { has_nsfw_concepts: [true] } : {}));
    }
    expect(await asel.balance()).toBe(PRICE);
    expect(await kinds()).toEqual([
      ...['picture-ready', 'order-progress'],
      ...['picture-ready', 'order-progress'],
      'order-progress', // the blanked one is spoken of in the sum
      ...['picture-ready', 'order-done'],
    ]);
    expect(new Set((await asel.notices()).map(({ slot }) => slot))).toEqual(
      new Set([null, `order-${orderId}`]),
    );
    expect(await world.orderProgress.counts(orderId)).toEqual({
      total: 4,
      ready: 3,
      failed: 1,
      refunded: PRICE,
      failure: 'content-policy',
    });
    expect(await world.orders.get(orderId)).toMatchObject({ status: 'done' });
  });

  it('should say how many are before it, once each, and nothing once it is there', async () => {
    const [id] = await asel.draw(await asel.order(avatarId, 'on the moon'));
    await world.imageSaga.submit(id!);
    for (const ahead of [3, 3, 1, 0]) {
      world.fal.standing = queued(ahead);
      await world.imageSaga.collect(id!);
    }
    const early = (await world.images.get(id!))!;
    await finish(id!, await answer());
    await world.orderProgress.waits(early, 2);
    expect((await asel.notices()).map(({ notice }) => notice)).toEqual([
      { kind: 'picture-started', imageId: id, ahead: 3 },
      { kind: 'picture-started', imageId: id, ahead: 1 },
      { kind: 'picture-ready', imageId: id },
    ]);
  });

  it('should say for all of its pictures how many are before the first', async () => {
    const ids = await asel.draw(await asel.order(avatarId, 'on the moon', { count: 2 }));
    world.fal.standing = queued(5);
    for (const id of ids) {
      await world.imageSaga.submit(id);
      await world.imageSaga.collect(id);
    }
    expect((await asel.notices()).map(({ notice }) => notice)).toMatchObject([
      { kind: 'order-progress', ahead: 5 },
    ]);
  });

  it('should say the sum once when its last pictures end at the same time', async () => {
    const ids = await asel.draw(await asel.order(avatarId, 'on the moon', { count: 4 }));
    for (const id of ids) {
      await world.imageSaga.submit(id);
      world.fal.end(world.fal.last.requestId, await answer());
    }
    await Promise.all(ids.map((id) => world.imageSaga.collect(id)));
    const told = await kinds();
    expect(told.filter((kind) => kind === 'order-done')).toHaveLength(1);
    expect(told.at(-1)).toBe('order-done');
    expect(await asel.balance()).toBe(0);
  });

  it("should keep what was chosen last, and the model's own seed", async () => {
    const chosen = { count: 2, aspectRatio: '9:16', quality: 'fast', seed: 7 } as const;
    const ids = await asel.draw(await asel.order(avatarId, 'on the moon', chosen));
    const next = await world.orders.get(await asel.order(avatarId, 'on Mars'));
    expect(next).toMatchObject({ count: 2, aspectRatio: '9:16', quality: 'fast', seed: null });
    expect(await world.orders.offers(next!)).toMatchObject({ lastSeed: 7, negativePrompt: false });
    expect(await finish(ids[0]!, await answer({ seed: 4_242 }))).toMatchObject({ seed: 4_242 });
  });

  it('should be nobody else’s, and not be changed once it is drawn', async () => {
    const dana = await Someone.with(world, PRICE);
    const order = await asel.order(avatarId, 'on the moon');
    expect(await world.drawing.draw(dana.id, order, noWords)).toEqual({ outcome: 'stale' });
    expect(await world.orders.change(dana.id, order, { count: 4 })).toBe(false);
    expect(await world.orders.findOpen(dana.id, order)).toBeNull();
    await asel.draw(order);
    expect(await world.orders.change(asel.id, order, { count: 4 })).toBe(false);
    const wish = { ownerId: dana.id, chat: dana.chat, avatarId, prompt: 'hello' };
    expect(await world.orders.begin(wish)).toEqual({ outcome: 'stale' });
  });

  it('should be drawn in a style, also without words', async () => {
    const bare = await asel.order(avatarId, '');
    expect(await world.drawing.draw(asel.id, bare, noWords)).toEqual({ outcome: 'no-words' });
    await world.orders.change(asel.id, bare, { styleId: 'noir' });
    const [id] = await asel.draw(bare);
    await world.imageSaga.submit(id!);
    expect(world.fal.last.input['prompt']).toMatch(/^film noir still of TOK_\w+, a woman, rainy/);
  });

  describe('with words that the assistant writes', () => {
    const pending = async () => {
      const promptId = randomUUID();
      const [id] = await asel.draw(await asel.order(avatarId, 'на Луне'), promptId);
      return { promptId, id: id! };
    };

    it('should draw with them when they come', async () => {
      const { promptId, id } = await pending();
      await world.prompted.written(promptId, 'on the moon');
      await world.imageSaga.submit(id);
      expect(world.fal.last.input['prompt']).toContain('a woman, on the moon');
      expect(await world.images.get(id)).toMatchObject({
        prompt: 'на Луне',
        finalPrompt: 'on the moon',
      });
    });

    it("should draw with the person's own when they do not", async () => {
      const { promptId, id } = await pending();
      await world.prompted.written(promptId, null);
      await world.prompted.written(promptId, 'too late');
      await world.imageSaga.submit(id);
      expect(world.fal.last.input['prompt']).toContain('на Луне');
      const { orderId } = (await world.images.get(id))!;
      expect(await world.orders.get(orderId!)).toMatchObject({ words: 'failed' });
    });

    it('should not be looked at before the time for the words is over', async () => {
      const { id } = await pending();
      const [row] = await world.database.query<{ waits: number }>(
        `select extract(epoch from next_check_at - now())::float as waits from images where id = $1`,
        [id],
      );
      expect(row!.waits).toBeGreaterThan(50);
      expect(row!.waits).toBeLessThanOrEqual(60);
    });
  });

  describe('from a picture that is there', () => {
    it('should repeat the words with another seed, and charge once for a double press', async () => {
      const image = await onePicture();
      const press = () => world.remakes.start(asel.id, image.id, 'again', asel.chat);
      const pressed = await Promise.all([press(), press()]);
      expect(pressed.map(({ outcome }) => outcome).sort()).toEqual(['already', 'started']);
      expect(await asel.balance()).toBe(2 * PRICE);
      const started = pressed.find((one) => 'imageId' in one)!;
      const again = await finish(started.imageId, await answer());
      expect(again).toMatchObject({ prompt: image.prompt, kind: 'new', sourceImageId: image.id });
      expect(again.seed).not.toBe(image.seed);
      expect(await press()).toMatchObject({ outcome: 'started' });
    });

    it('should vary it by image to image', async () => {
      const image = await onePicture();
      const made = await world.remakes.start(asel.id, image.id, 'variation', asel.chat);
      if (made.outcome !== 'started') throw new Error(made.outcome);
      await world.imageSaga.submit(made.imageId);
      const { endpoint, input } = world.fal.last;
      expect(endpoint).toBe('fal-ai/flux-lora/image-to-image');
      expect(input).toMatchObject({ strength: 0.5, image_url: expect.stringContaining('/files/') });
    });

    it('should enlarge it once, and not what is large', async () => {
      const image = await onePicture();
      const press = (id = image.id) => world.remakes.start(asel.id, id, 'upscale', asel.chat);
      const pressed = await Promise.all([press(), press()]);
      expect(pressed.map(({ outcome }) => outcome).sort()).toEqual(['already', 'started']);
      const { imageId } = pressed.find((one) => 'imageId' in one)!;
      const large = world.fal.file(await uniquePhoto(512));
      const upscaled = await finish(imageId, { image: { url: large }, seed: 1 });
      expect(upscaled).toMatchObject({
        status: 'succeeded',
        kind: 'upscale',
        seed: expect.any(Number),
      });
      const bytes = await world.storage.getBytes(upscaled.objectKey!);
      expect((await sharp(bytes).metadata()).width).toBe(512);
      expect(await press()).toEqual({ outcome: 'already' });
      expect(await press(imageId)).toEqual({ outcome: 'already' });
      expect(await asel.balance()).toBe(2 * PRICE);
    });

    it('should be refused to others, without credits, and of a picture that is gone', async () => {
      const image = await onePicture();
      const dana = await Someone.with(world, PRICE);
      for (const remake of ['again', 'variation', 'upscale'] as const) {
        expect(await world.remakes.start(dana.id, image.id, remake, dana.chat)).toEqual({
          outcome: 'stale',
        });
      }
      await asel.draw(await asel.order(avatarId, 'hello', { count: 3 }));
      const broke = () => world.remakes.start(asel.id, image.id, 'again', asel.chat);
      expect(await broke()).toEqual({ outcome: 'insufficient-credits', price: PRICE, balance: 0 });
      expect(await broke()).toMatchObject({ outcome: 'insufficient-credits' });
      await world.galleryChanges.remove(asel.id, [image.id]);
      expect(await broke()).toEqual({ outcome: 'stale' });
    });
  });

  describe('from a photo', () => {
    const begin = async () => {
      const photo = { telegramFileId: `f-${randomUUID()}`, mimeType: 'image/jpeg' };
      const wish = { ownerId: asel.id, chat: asel.chat, avatarId, prompt: 'as a painting', photo };
      const begun = await world.orders.begin(wish);
      if (begun.outcome !== 'begun') throw new Error(begun.outcome);
      const { sourceFileId } = (await world.orders.get(begun.orderId))!;
      return { orderId: begun.orderId, fileId: sourceFileId! };
    };
    const arrive = async (fileId: string, bytes: Buffer) => {
      const file = await world.incoming.find(fileId);
      await world.storage.put(file!.objectKey, bytes, { contentType: 'image/jpeg' });
      await world.incoming.markStored(fileId, bytes.length);
      return file!.objectKey;
    };

    it('should wait for the photo, start from it, and let it go at the end', async () => {
      const { orderId, fileId } = await begin();
      expect(await world.drawing.draw(asel.id, orderId, noWords)).toEqual({
        outcome: 'photo-pending',
      });
      const key = await arrive(fileId, await uniquePhoto());
      expect(await world.removals.due(1_000)).not.toContain(key);
      const [id] = await asel.draw(orderId);
      await finish(id!, await answer());
      expect(world.fal.last.endpoint).toBe('fal-ai/flux-lora/image-to-image');
      const due = await world.removals.due(1_000);
      expect(due).toContain(key);
      expect(due).toContain(`orders/${asel.id}/${orderId}/source.jpg`);
      expect(await world.incoming.find(fileId)).toMatchObject({ status: 'removed' });
    });

    it('should start from the last of several photos, and drop the others', async () => {
      const { orderId, fileId } = await begin();
      const key = await arrive(fileId, await uniquePhoto());
      const order = (await world.orders.get(orderId))!;
      const photo = { telegramFileId: `f-${randomUUID()}` };
      expect(await world.orders.startFrom(order, photo)).toEqual({ outcome: 'begun', orderId });
      expect(await world.removals.due(1_000)).toContain(key);
      const { sourceFileId } = (await world.orders.get(orderId))!;
      expect(sourceFileId).not.toBe(fileId);
      const last = await arrive(sourceFileId!, await uniquePhoto());
      const [id] = await asel.draw(orderId);
      expect(await world.images.get(id!)).toMatchObject({ kind: 'from-photo', sourceKey: last });
    });

    it('should be refunded when the photo is none', async () => {
      const { orderId, fileId } = await begin();
      await arrive(fileId, Buffer.from('<html>'));
      const [id] = await asel.draw(orderId);
      await world.imageSaga.submit(id!).catch((error: Error) => world.imageSaga.giveUp(id!, error));
      expect(await world.images.get(id!)).toMatchObject({ failure: 'bad-photos' });
      expect(await asel.balance()).toBe(4 * PRICE);
      expect(world.fal.submitted).toHaveLength(0);
    });

    it('should say so when the photo does not come', async () => {
      const { orderId, fileId } = await begin();
      await world.database.transaction(async () => {
        await world.incoming.markFailed(fileId, 'gone');
        await world.orders.fileFailed(fileId);
      });
      expect(await kinds()).toEqual(['picture-source-failed']);
      expect(await world.drawing.draw(asel.id, orderId, noWords)).toEqual({
        outcome: 'photo-missing',
      });
    });
  });

  describe('of a style', () => {
    it('should make the style popular', async () => {
      for (const prompt of ['', 'at noon']) {
        await asel.draw(await asel.order(avatarId, prompt, { styleId: 'western' }));
      }
      const page = await world.styles.page(asel.id, 'cinema', 0);
      expect(page!.styles[0]!.id).toBe('western');
      expect(await world.styles.page(asel.id, 'gone', 0)).toBeNull();
    });

    it('should find the style among the favourites until the mark is taken away', async () => {
      for (const id of ['elf', 'mage']) await world.styles.toggleFavorite(asel.id, id);
      const mine = async () =>
        (await world.styles.page(asel.id, 'mine', 9))!.styles.map(({ id }) => id);
      expect(await mine()).toEqual(['mage', 'elf']);
      await world.styles.toggleFavorite(asel.id, 'mage');
      expect(await mine()).toEqual(['elf']);
      expect(await world.styles.toggleFavorite(asel.id, 'gone')).toBe(false);
      expect(await world.styles.isFavorite(asel.id, 'elf')).toBe(true);
    });

    it('should show what it looks like', async () => {
      await world.stylePreviews.publish();
      const { previewKey } = await import('../../styles/style-preview');
      const { STYLES } = await import('../../styles/style-catalogue');
      for (const style of STYLES)
        expect(await world.storage.head(previewKey(style))).not.toBeNull();
    });
  });
});
