import { randomUUID } from 'node:crypto';
import { CALLBACK_SECRET, openWorld, Someone, type World } from '../avatars-world.fixture';
import { signCallback } from './callback-token';

const PRICE = 150;
const tokenOf = (webhookUrl: string | null) => new URL(webhookUrl!).searchParams.get('job')!;

describe('a callback of FAL', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({
      PUBLIC_URL: 'https://aisha.example',
      MINIO_PUBLIC_URL: 'https://files.aisha.example',
    });
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
  const last = () => {
    const { webhookUrl, requestId } = world.fal.last;
    return { token: tokenOf(webhookUrl), requestId };
  };
  const submitted = async () => {
    const asel = await Someone.with(world, PRICE);
    const id = await asel.startTraining();
    await world.trainingSaga.submit(id);
    return { asel, id };
  };

  it('should be asked for with an address that is ours, and files at public addresses', async () => {
    await submitted();
    const { webhookUrl, input } = world.fal.last;
    expect(webhookUrl).toMatch(/^https:\/\/aisha\.example\/webhooks\/fal\?job=training\./);
    const dataSet = new URL(String(input['images_data_url']));
    expect(dataSet.host).toBe('files.aisha.example');
    expect(dataSet.searchParams.get('X-Amz-Expires')).toBe('86400');
  });

  it('should be accepted once and be a duplicate from then on', async () => {
    await submitted();
    expect(await world.callbacks.accept(last())).toBe('accepted');
    expect(await world.callbacks.accept(last())).toBe('duplicate');
    const several = await Promise.all([1, 2, 3].map(() => world.callbacks.accept(last())));
    expect(several).toEqual(['duplicate', 'duplicate', 'duplicate']);
  });

  it('should be refused when the token is not ours, and store nothing', async () => {
    await submitted();
    const { requestId, token } = last();
    const forged = token.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A'));
    expect(await world.callbacks.accept({ requestId, token: `${forged}x` })).toBe('forged');
    expect(await world.callbacks.accept({ requestId, token: '' })).toBe('forged');
    const stored = await world.database.query(
      'select 1 from provider_callbacks where request_id = $1',
      [requestId],
    );
    expect(stored).toHaveLength(0);
  });

  it('should be unknown with another request, another attempt or a row that is not there', async () => {
    const { id } = await submitted();
    const { token, requestId } = last();
    const sign = (rowId: string, attempt: number) =>
      signCallback(CALLBACK_SECRET, { subject: 'training', rowId, attempt });
    const accept = (job: string, request = requestId) =>
      world.callbacks.accept({ token: job, requestId: request });
    expect(await accept(token, 'another-request')).toBe('unknown');
    expect(await accept(sign(id, 2))).toBe('unknown');
    expect(await accept(sign(randomUUID(), 1))).toBe('unknown');
  });

  it('should only make us ask FAL itself', async () => {
    const { id, asel } = await submitted();
    await world.callbacks.accept(last());
    await world.trainingSaga.collect(id); // FAL says that it is still at work
    expect(await world.trainings.get(id)).toMatchObject({ status: 'submitted' });
    expect(await world.avatars.ready(asel.id)).toHaveLength(0);
  });

  it('should count when it comes before the answer to the submit', async () => {
    const asel = await Someone.with(world, PRICE);
    const id = await asel.startTraining();
    const early: unknown[] = [];
    world.fal.beforeAnswer = async ({ requestId, webhookUrl }) => {
      world.fal.end(requestId, trained());
      early.push(await world.callbacks.accept({ token: tokenOf(webhookUrl), requestId }));
    };
    await world.trainingSaga.submit(id);
    expect(early).toEqual(['accepted']);
    const { requestId } = world.fal.last;
    expect(await world.trainings.get(id)).toMatchObject({ status: 'submitted', requestId });
    await world.trainingSaga.collect(id);
    expect(await world.trainings.get(id)).toMatchObject({ status: 'succeeded' });
    expect(await asel.balance()).toBe(0);
  });

  describe('about a submit whose answer was lost', () => {
    const lost = async () => {
      const asel = await Someone.with(world, PRICE);
      const id = await asel.startTraining();
      world.fal.behaviour = 'break';
      await world.trainingSaga.submit(id);
      world.fal.end(world.fal.last.requestId, trained());
      return { asel, id };
    };

    it('should tell the request, and the work goes on as if nothing had been', async () => {
      const { asel, id } = await lost();
      expect(await world.callbacks.accept(last())).toBe('accepted');
      await world.trainingSaga.collect(id);
      expect(await world.trainings.get(id)).toMatchObject({ status: 'succeeded' });
      expect(await asel.balance()).toBe(0);
      expect(world.fal.submitted).toHaveLength(1);
    });

    it('should deliver free when it comes after the refund', async () => {
      const { asel, id } = await lost();
      await world.database.query(
        `update trainings set submitted_at = now() - interval '61 minutes' where id = $1`,
        [id],
      );
      await world.trainingSaga.collect(id);
      expect(await world.trainings.get(id)).toMatchObject({ failure: 'outcome-unknown' });
      expect(await asel.balance()).toBe(PRICE);
      expect(await world.callbacks.accept(last())).toBe('accepted');
      await world.trainingSaga.collect(id);
      expect(await world.trainings.get(id)).toMatchObject({ status: 'succeeded', failure: null });
      expect(await world.avatars.ready(asel.id)).toHaveLength(1);
      expect(await asel.balance()).toBe(PRICE);
      expect((await asel.notices()).at(-1)?.notice.kind).toBe('avatar-ready');
    });

    it('should not be able to take over the request of another row', async () => {
      const { id } = await submitted();
      const taken = last().requestId;
      await lost();
      expect(await world.callbacks.accept({ token: last().token, requestId: taken })).toBe(
        'unknown',
      );
      expect(await world.trainings.get(id)).toMatchObject({ requestId: taken });
    });
  });
});
