import { PRICES } from '@aisha/accounts';
import { TRAINERS } from '../catalogue/trainers';
import { PRESETS, TRAINING_PRESETS } from '../catalogue/training-presets';
import { openWorld, Someone, uniquePhoto, type World } from '../avatars-world.fixture';
import { zipEntries } from '@aisha/testing';

const PRICE = 150;

describe('the training of an avatar', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    expect(await world.ledger.imbalance()).toBe(0);
    await world.close();
  });
  beforeEach(() => world.fal.reset());

  const trained = () => ({
    diffusers_lora_file: { url: world.fal.file('weights') },
    config_file: { url: world.fal.file('{}') },
  });

  describe('being started', () => {
    it('should set the price aside once, however often and fast it is tapped', async () => {
      const asel = await Someone.with(world, 2 * PRICE);
      const { id } = await asel.draftWithPhotos(10);
      const taps = await Promise.all(
        [1, 2, 3].map(() => world.trainings.start(asel.id, id, asel.chat)),
      );
      expect(taps.map(({ outcome }) => outcome).sort()).toEqual(['stale', 'stale', 'started']);
      expect(await asel.balance()).toBe(PRICE);
      expect((await world.avatars.get(id))?.status).toBe('training');
    });

    it('should be one training when two presets are tapped at the same time', async () => {
      const asel = await Someone.with(world, 1_000);
      const { id } = await asel.draftWithPhotos(10);
      const taps = await Promise.all(
        TRAINING_PRESETS.map((preset) => world.trainings.start(asel.id, id, asel.chat, preset)),
      );
      expect(taps.filter(({ outcome }) => outcome === 'started')).toHaveLength(1);
      const training = (await world.trainings.latest(id))!;
      expect(training.price).toBe(PRICES.training[training.preset]);
      expect(await asel.balance()).toBe(1_000 - training.price);
    });

    it.each(TRAINING_PRESETS)('should cost and be what %s says', async (preset) => {
      const price = PRICES.training[preset];
      const asel = await Someone.with(world, price);
      const { id } = await asel.draftWithPhotos(10);
      const started = await world.trainings.start(asel.id, id, asel.chat, preset);
      if (started.outcome !== 'started') throw new Error(started.outcome);
      expect(await asel.balance()).toBe(0);
      await world.trainingSaga.submit(started.trainingId);
      const { trainer, steps } = PRESETS[preset];
      expect(world.fal.last.endpoint).toBe(TRAINERS[trainer].endpoint);
      expect(world.fal.last.input['steps']).toBe(steps);
      world.fal.end(world.fal.last.requestId, trained());
      await world.trainingSaga.collect(started.trainingId);
      const { family } = TRAINERS[trainer];
      expect(await world.avatars.main(asel.id)).toMatchObject({ family, kind: 'trained' });
    });

    it('should ask for more photos, for patience and for credits', async () => {
      const asel = await Someone.with(world, PRICE - 1);
      const avatar = await asel.draftWithPhotos(9);
      const start = () => world.trainings.start(asel.id, avatar.id, asel.chat);
      expect(await start()).toEqual({ outcome: 'too-few-photos', accepted: 9 });
      const added = await asel.announce(avatar);
      expect(await start()).toEqual({ outcome: 'photos-pending' });
      if (added.outcome === 'added') await world.photoCheck.giveUp(added.photoId);
      expect(await start()).toEqual({ outcome: 'too-few-photos', accepted: 9 });
      await asel.send(avatar, await uniquePhoto());
      expect(await start()).toEqual({
        outcome: 'insufficient-credits',
        price: PRICE,
        balance: PRICE - 1,
      });
      expect((await world.avatars.get(avatar.id))?.status).toBe('draft');
    });

    it("should not touch a stranger's avatar", async () => {
      const [asel, dana] = [await Someone.with(world, 0), await Someone.with(world, PRICE)];
      const { id } = await asel.draft();
      expect(await world.trainings.start(dana.id, id, dana.chat)).toEqual({ outcome: 'stale' });
    });
  });

  it('should go from photos to an avatar', async () => {
    const asel = await Someone.with(world, PRICE);
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    const { input, endpoint, requestId, webhookUrl } = world.fal.last;
    const avatar = (await world.avatars.list(asel.id))[0]!;
    expect(endpoint).toBe('fal-ai/flux-lora-portrait-trainer');
    expect(webhookUrl).toBeNull();
    expect(input).toMatchObject({
      trigger_phrase: avatar.triggerPhrase,
      data_archive_format: 'zip',
      subject_crop: true,
    });
    const { pathname } = new URL(String(input['images_data_url']));
    const photos = await zipEntries(world.fal.files.get(pathname)!);
    expect(photos).toHaveLength(10);
    expect(photos.every(({ bytes }) => bytes.subarray(0, 2).toString('hex') === 'ffd8')).toBe(true);

    await world.trainingSaga.collect(id);
    expect(await world.trainings.get(id)).toMatchObject({ status: 'submitted', requestId });
    world.fal.end(requestId, trained());
    await world.trainingSaga.collect(id);

    expect(await world.trainings.get(id)).toMatchObject({ status: 'succeeded', failure: null });
    const ready = (await world.avatars.ready(asel.id))[0]!;
    const folder = `avatars/${asel.id}/${avatar.id}`;
    expect(ready).toMatchObject({
      weightsKey: `${folder}/weights.safetensors`,
      configKey: `${folder}/config.json`,
      previewKey: `${folder}/preview.jpg`,
    });
    expect((await world.storage.getBytes(ready.weightsKey!)).toString()).toBe('weights');
    expect(await asel.balance()).toBe(0);
    const said = (await asel.notices()).at(-1);
    expect(said).toMatchObject({
      notice: { kind: 'avatar-ready', avatarId: avatar.id },
      key: `avatar-ready-${id}`,
    });
  });

  it('should let photos and data set go after success, and keep the avatar', async () => {
    const asel = await Someone.with(world, PRICE);
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    world.fal.end(world.fal.last.requestId, trained());
    await world.trainingSaga.collect(id);
    await world.database.query('update object_removals set not_before = now()');
    const due = await world.removals.due(10_000);
    const avatar = (await world.avatars.ready(asel.id))[0]!;
    const own = due.filter((key) => key.startsWith(`avatars/${asel.id}/`));
    expect(own.filter((key) => key.includes('/photos/'))).toHaveLength(10);
    expect(own).toContain(`avatars/${asel.id}/${avatar.id}/dataset-${id}-1.zip`);
    expect(own).not.toContain(avatar.weightsKey);
    expect(own).not.toContain(avatar.previewKey);
  });

  it('should be settled once when it is collected by several at a time', async () => {
    const asel = await Someone.with(world, PRICE);
    const id = await asel.startTraining();
    await Promise.all([world.trainingSaga.submit(id), world.trainingSaga.submit(id)]);
    expect(world.fal.submitted).toHaveLength(1);
    world.fal.end(world.fal.last.requestId, trained());
    await Promise.all([1, 2, 3].map(() => world.trainingSaga.collect(id)));
    const ready = (await asel.notices()).filter(({ notice }) => notice.kind === 'avatar-ready');
    expect(ready).toHaveLength(1);
    expect(await asel.balance()).toBe(0);
  });

  describe('of which nobody knows whether FAL took it', () => {
    const loseAnswer = async (asel: Someone) => {
      const id = await asel.startTraining();
      world.fal.behaviour = 'break';
      await world.trainingSaga.submit(id);
      expect(await world.trainings.get(id)).toMatchObject({ status: 'submitting', attempt: 1 });
      return id;
    };
    const letTimeGoBy = (id: string, minutes: number) =>
      world.database.query(
        `update trainings set submitted_at = now() - make_interval(mins => $2) where id = $1`,
        [id, minutes],
      );

    it('should not be submitted again, and be refunded when nothing is heard', async () => {
      const asel = await Someone.with(world, PRICE);
      const id = await loseAnswer(asel);
      await world.trainingSaga.submit(id);
      await world.trainingSaga.collect(id);
      expect(world.fal.submitted).toHaveLength(1);
      expect(await asel.balance()).toBe(0);
      await letTimeGoBy(id, 11);
      await world.trainingSaga.collect(id);
      await world.trainingSaga.submit(id);
      expect(await world.trainings.get(id)).toMatchObject({
        status: 'failed',
        failure: 'outcome-unknown',
      });
      expect(world.fal.submitted).toHaveLength(1);
      expect(await asel.balance()).toBe(PRICE);
      expect((await asel.notices()).at(-1)).toMatchObject({
        notice: { kind: 'training-failed', trainingId: id },
        key: `training-failed-${id}`,
      });
    });

    it('should not be submitted by whoever finds it after a kill', async () => {
      const asel = await Someone.with(world, PRICE);
      const id = await asel.startTraining();
      await world.database.query(
        `update trainings set status = 'submitting', attempt = 1 where id = $1`,
        [id],
      );
      await world.trainingSaga.submit(id);
      expect(world.fal.submitted).toHaveLength(0);
    });
  });

  describe('that fails', () => {
    const finished = async (asel: Someone, body: unknown, status: number) => {
      const id = await asel.startTraining();
      await world.trainingSaga.submit(id);
      world.fal.end(world.fal.last.requestId, body, status);
      await world.trainingSaga.collect(id).catch((error: Error) => {
        return world.trainingSaga.giveUp(id, error);
      });
      return world.trainings.get(id);
    };
    const modelError = (type: string) => ({ detail: [{ loc: ['body'], msg: 'no', type }] });

    it.each([
      ['bad-photos', 422, modelError('invalid_archive')],
      ['content-policy', 422, modelError('content_policy_violation')],
      ['provider-down', 500, { detail: 'Internal error', error_type: 'runner_server_error' }],
      ['internal', 422, modelError('multiple_of')],
      ['internal', 200, { unexpected: true }],
    ])('should be refunded as %s after %i', async (failure, status, body) => {
      const asel = await Someone.with(world, PRICE);
      const training = await finished(asel, body, status);
      expect(training).toMatchObject({ status: 'failed', failure });
      expect(await asel.balance()).toBe(PRICE);
      expect((await world.avatars.list(asel.id))[0]?.status).toBe('failed');
      expect((await asel.notices()).at(-1)?.notice.kind).toBe('training-failed');
    });

    it('should be possible to try again with the same photos', async () => {
      const asel = await Someone.with(world, PRICE);
      const failed = await finished(asel, modelError('invalid_archive'), 422);
      const again = await world.trainings.start(asel.id, failed!.avatarId, asel.chat);
      if (again.outcome !== 'started') throw new Error(again.outcome);
      await world.trainingSaga.submit(again.trainingId);
      world.fal.end(world.fal.last.requestId, trained());
      await world.trainingSaga.collect(again.trainingId);
      expect(await world.avatars.ready(asel.id)).toHaveLength(1);
      expect(await asel.balance()).toBe(0);
    });

    it('should be failed at once when FAL refuses what it is asked', async () => {
      const asel = await Someone.with(world, PRICE);
      const id = await asel.startTraining();
      world.fal.behaviour = { status: 422, body: modelError('greater_than') };
      await world.trainingSaga.submit(id);
      expect(await world.trainings.get(id)).toMatchObject({ failure: 'internal' });
      expect(await asel.balance()).toBe(PRICE);
    });

    it('should wait while our account at FAL is empty, and end the wait with a refund', async () => {
      const asel = await Someone.with(world, PRICE);
      const id = await asel.startTraining();
      const detail = 'User is locked. Reason: Exhausted balance. Top up your balance.';
      world.fal.behaviour = { status: 403, body: { detail } };
      await world.trainingSaga.submit(id);
      const waiting = await world.trainings.get(id);
      expect(waiting).toMatchObject({ status: 'requested', attempt: 1, settledAt: null });
      expect(waiting!.nextCheckAt.getTime()).toBeGreaterThan(Date.now() + 30_000);
      expect(await asel.balance()).toBe(0);
      await world.database.query(
        `update trainings set created_at = now() - interval '61 minutes' where id = $1`,
        [id],
      );
      await world.trainingSaga.submit(id);
      expect(await world.trainings.get(id)).toMatchObject({ failure: 'provider-balance' });
      expect(await asel.balance()).toBe(PRICE);
    });

    it('should be submitted once more after FAL said that it took nothing', async () => {
      const asel = await Someone.with(world, PRICE);
      const id = await asel.startTraining();
      const body = { detail: 'Busy', error_type: 'runner_scheduling_failure' };
      world.fal.behaviour = { status: 503, body };
      await world.trainingSaga.submit(id);
      world.fal.behaviour = 'take';
      await world.trainingSaga.submit(id);
      expect(await world.trainings.get(id)).toMatchObject({ status: 'submitted', attempt: 2 });
    });

    it('should be cancelled and refunded when FAL does not come to an end', async () => {
      const asel = await Someone.with(world, PRICE);
      const id = await asel.startTraining();
      await world.trainingSaga.submit(id);
      await world.database.query(
        `update trainings set submitted_at = now() - interval '181 minutes' where id = $1`,
        [id],
      );
      await world.trainingSaga.collect(id);
      expect(await world.trainings.get(id)).toMatchObject({ failure: 'timed-out' });
      expect(world.fal.cancelled).toContain(world.fal.last.requestId);
      expect(await asel.balance()).toBe(PRICE);
    });

    it('should fetch weights from nowhere but FAL', async () => {
      const asel = await Someone.with(world, PRICE);
      const config_file = { url: world.fal.file('{}') };
      const diffusers_lora_file = { url: 'http://169.254.169.254/latest' };
      const training = await finished(asel, { diffusers_lora_file, config_file }, 200);
      expect(training).toMatchObject({ status: 'failed', failure: 'internal' });
      expect(await asel.balance()).toBe(PRICE);
    });
  });
});
