import type { TestingModule } from '@nestjs/testing';
import { CONFIG } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { openDelivery } from '../delivery.fixture';
import { Outbox } from '../outbox/outbox';
import { OutboxQueue } from '../outbox/outbox-queue';
import { LeftClaims } from './left-claims';
import { Candidate, frozenProcess } from './poller.fixture';
import { PollerFailovers } from './poller-failovers';
import { PollerLeases } from './poller-leases';

describe('the poller leases', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let url: string;
  let leases: PollerLeases;
  let botId = 200;
  let candidates: Candidate[] = [];

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
    url = app.get<{ DATABASE_URL: string }>(CONFIG).DATABASE_URL;
    leases = app.get(PollerLeases);
  });
  beforeEach(() => {
    botId++;
  });
  afterEach(async () => {
    for (const one of candidates) await one.leave();
    candidates = [];
  });
  afterAll(() => close());

  const stand = async (name: string) => {
    const candidate = new Candidate(name, url);
    candidates.push(candidate);
    return candidate.stand(botId);
  };
  const view = async () => (await leases.list()).find((lease) => lease.botId === String(botId));
  /** A holder and two standbys that are in the queue in this order. */
  const three = async () => {
    const holder = await (await stand('holder')).polls();
    const next = await stand('next');
    await eventually(async () => expect(await queued()).toBe(1));
    const last = await stand('last');
    await eventually(async () => expect(await queued()).toBe(2));
    return { holder, next, last };
  };
  const queued = async () => {
    const frozen = await frozenProcess(url, 'onlooker');
    const { rows } = await frozen.client.query(
      `select 1 from pg_locks where locktype = 'advisory' and not granted`,
    );
    await frozen.end();
    return rows.length;
  };

  it('should show who polls, and that nobody does once it let go', async () => {
    const tenure = await (await stand('holder')).polls();
    const { epoch } = tenure;
    expect(await view()).toMatchObject({ holder: 'holder', epoch, held: true });
    expect(await leases.isHeld(String(botId), epoch)).toBe(true);
    await tenure.release();
    expect(await view()).toMatchObject({ holder: 'holder', held: false });
    expect(await leases.isHeldOrFallen(botId)).toBe(false);
  });

  it('should show that renewals go on', async () => {
    await (await stand('holder')).polls();
    const begun = performance.now();
    await eventually(() => performance.now() - begun > 700);
    expect((await view())!.renewedMsAgo).toBeLessThan(600);
  });

  it('should let others pass until the one comes for which the place is kept', async () => {
    const { holder, next, last } = await three();
    expect(await leases.keepFor('last', String(botId), holder.epoch, 2_000)).toBe(true);
    await holder.release('moved');
    const { epoch } = await last.polls();
    expect(epoch).toBe(holder.epoch + 1);
    expect(next.tenure).toBeUndefined();
    await last.tenure!.release();
    await next.polls();
  });

  it('should not wait for one that does not come', async () => {
    const { holder, next, last } = await three();
    await leases.keepFor('nobody', String(botId), holder.epoch, 300);
    const begun = performance.now();
    await holder.release('moved');
    await eventually(() => Boolean(next.tenure ?? last.tenure));
    expect(performance.now() - begun).toBeGreaterThanOrEqual(200);
  });

  it('should keep no place in an epoch that is over', async () => {
    const { holder, next } = await three();
    await holder.release();
    await next.polls();
    expect(await leases.keepFor('last', String(botId), holder.epoch, 2_000)).toBe(false);
  });

  it('should end the holder of that epoch and no other', async () => {
    const { holder, next } = await three();
    await leases.evict(String(botId), holder.epoch, 'telegram-unreachable');
    const { facts, lost } = await next.polls();
    expect(facts).toMatchObject({ reason: 'telegram-unreachable' });
    await leases.evict(String(botId), holder.epoch, 'telegram-unreachable');
    expect(lost.aborted).toBe(false);
    const [latest] = await app.get(PollerFailovers).latest(1);
    expect(latest).toMatchObject({ from: 'holder', to: 'next', reason: 'telegram-unreachable' });
  });

  describe('claims of a process that polled', () => {
    const chat = { botId: 7, chatId: 1 };
    const look = async (sender: string) => {
      const looks = await app.get(OutboxQueue).take(chat.botId, [chat.chatId], sender);
      const found = looks.get(chat.chatId);
      return typeof found === 'object' ? 'taken' : found;
    };
    let messages = 0;
    beforeEach(async () => {
      chat.chatId++;
      await app.get(Outbox).add(chat, { kind: 'help' }, { key: `left-${messages++}` });
    });

    it('should be freed as soon as it has no database session', async () => {
      await look('dead-process');
      expect(await look('another')).toBe('busy');
      expect(await app.get(LeftClaims).free('dead-process')).toBe(1);
      // After its restart Postgres lets claims stand for their full time; the servers of a test are young.
      await eventually(async () => expect(await look('another')).toBe('taken'), {
        timeoutMs: 10_000,
      });
    });

    it('should be left to it while it lives', async () => {
      const alive = await frozenProcess(url, 'living-process');
      await look('living-process');
      expect(await app.get(LeftClaims).free('living-process')).toBe(0);
      expect(await look('another')).toBe('busy');
      await alive.end();
    });
  });
});
