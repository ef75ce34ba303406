import { setTimeout as delay } from 'node:timers/promises';
import { welcomed } from '../harness/journeys';
import { invoiceFor, orderPayment, payloadOf } from '../harness/money';
import type { Person } from '../harness/person';
import { Stack } from '../harness/stack';
import { percentile, report } from './figures';

const UPDATES_A_SECOND = 200;
const TALKERS = 100;
/** Deeds go in groups: 20 requests a second are enough for the stand-in. */
const GROUP_MS = 50;
const PAYERS = 20;
const CHECKOUTS_A_SECOND = 10;
const SECONDS = 30;

interface Payer {
  person: Person;
  payload: string;
}

describe('the question before a payment', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start({ LOG_LEVEL: 'WARNING' });
  });
  afterAll(() => stack?.close());

  it(`prints p50 and p99 of its answer while ${UPDATES_A_SECOND} updates a second flow`, async () => {
    const payers = await readyToPay();
    const idle = await ask(payers, 5);
    const stop = new AbortController();
    const talking = talk(await crowd(), stop.signal);
    await delay(2_000); // until the flow is steady
    const busy = await ask(payers, SECONDS);
    stop.abort();
    const updates = await talking;
    const line = (times: number[]) =>
      [0.5, 0.95, 0.99, 1]
        .map((share) => `p${share * 100} ${percentile(times, share).toFixed(0)} ms`)
        .join(', ');
    report(`checkout answered, idle: ${line(idle)}`);
    report(
      `checkout answered at ${updates.toFixed(0)} updates/s, ${busy.length} asked: ${line(busy)}`,
    );
    expect(percentile(busy, 1)).toBeLessThan(10_000); // Telegram's own limit
  });

  async function readyToPay(): Promise<Payer[]> {
    const payers: Payer[] = [];
    for (let index = 0; index < PAYERS; index++) {
      const person = await welcomed(stack);
      await person.say('/topup');
      await person.hears('Top up your balance');
      await invoiceFor(person, /150 💎/);
      payers.push({ person, payload: await payloadOf(stack, person) });
    }
    return payers;
  }

  /** From Telegram's question to the answer that it took: sorted milliseconds. Open loop. */
  async function ask(payers: Payer[], seconds: number): Promise<number[]> {
    const begun = performance.now();
    const asked: Promise<number>[] = [];
    for (let index = 0; index < seconds * CHECKOUTS_A_SECOND; index++) {
      await delay(Math.max(0, begun + (index * 1_000) / CHECKOUTS_A_SECOND - performance.now()));
      asked.push(once(payers[index % payers.length]!));
    }
    return (await Promise.all(asked)).sort((a, b) => a - b);
  }

  /** The first question of an invoice is answered with yes, later ones with no, after the same look. */
  async function once({ person, payload }: Payer): Promise<number> {
    const begun = performance.now();
    const answer = await orderPayment(stack, { person, stars: 150, payload, how: 'checkout' });
    expect(answer.outcome).not.toBe('timeout');
    return performance.now() - begun;
  }

  async function crowd(): Promise<number[]> {
    const { ids } = await post<{ ids: number[] }>('people', {
      count: TALKERS,
      languageCode: 'en',
    });
    return ids;
  }

  /** @returns updates a second, in truth */
  async function talk(ids: number[], end: AbortSignal): Promise<number> {
    const begun = performance.now();
    const size = (UPDATES_A_SECOND * GROUP_MS) / 1_000;
    let said = 0;
    for (let group = 0; !end.aborted; group++) {
      const deeds = Array.from({ length: size }, () => ({
        personId: ids[said++ % ids.length],
        text: '/help',
      }));
      await post('deeds', { deeds });
      await delay(Math.max(0, begun + (group + 1) * GROUP_MS - performance.now()));
    }
    return said / ((performance.now() - begun) / 1_000);
  }

  async function post<Result>(path: string, body: object): Promise<Result> {
    const response = await fetch(new URL(`/_sandbox/${path}`, stack.urls.telegram), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Result;
  }
});
