import { eventually } from '@aisha/testing';
import { poisoned } from '../crowd';
import { pollerOf, type Scene, sendsInFlight } from '../scene';
import { type Fault, seconds, type Struck } from './fault';

/** Longer than any order needs to be used up at a few sends a second, on a busy machine too. */
const ORDER_MS = 60_000;
const REDELIVERED = 20;
/** The stand-in remembers the last 5,000 updates that it delivered. */
const REMEMBERED = 4_000;

/** Orders misbehaviour for the next calls. */
const order =
  (method: string, times: number, action: object) =>
  async ({ stack }: Scene): Promise<Struck> => {
    await stack.order('telegram', { method, times, action });
    return { target: 'telegram' };
  };

async function acceptedThenReset(scene: Scene): Promise<Struck> {
  const times = 5;
  await order('sendMessage', times, { kind: 'reset-after' })(scene);
  await eventually(async () => (await scene.standIn.get<object[]>('/faults')).length === 0, {
    timeoutMs: ORDER_MS,
  });
  return { target: 'telegram', inFlight: times };
}

async function cutOff(scene: Scene): Promise<Struck> {
  const target = await pollerOf(scene);
  const wire = scene.wires.between(target, 'telegram');
  wire.silence();
  const inFlight = await sendsInFlight(scene);
  wire.cut();
  await seconds(scene.random.between(4, 6));
  wire.heal();
  return { target, inFlight };
}

async function redeliver({ crowd, random, standIn }: Scene): Promise<Struck> {
  const recent = crowd.asked.slice(-REMEMBERED);
  for (let count = 0; count < REDELIVERED && recent.length > 0; count++) {
    const { updateId } = random.pick(recent);
    // One that was not delivered yet cannot be delivered again.
    await standIn.post('/redeliver', { updateId }).catch(() => undefined);
  }
  return { target: 'telegram' };
}

async function poison({ crowd, random }: Scene): Promise<Struck> {
  const { chatId } = random.pick(crowd.asked);
  await crowd.act(poisoned(chatId));
  return { target: `chat ${chatId}` };
}

async function providerFails({ stack }: Scene): Promise<Struck> {
  const action = { kind: 'fail', errorType: 'content_policy_violation' };
  await stack.order('fal', { on: 'image', times: 3, action });
  await stack.order('fal', { on: 'submit', times: 2, action: { kind: 'error', status: 503 } });
  return { target: 'fal' };
}

const tooMany = { kind: 'error', code: 429, retryAfter: 2 };
const conflict = { kind: 'error', code: 409 };

/** Rows 12, 13, 16 and 21 of the matrix: what becomes of Telegram, of its updates, and of a provider. */
export const telegramFaults: Fault[] = [
  { name: 'poller cut off from Telegram', doubling: 'in-flight', strike: cutOff },
  { name: 'Telegram: 429', doubling: 'none', strike: order('sendMessage', 10, tooMany) },
  {
    name: 'Telegram: 502',
    doubling: 'none',
    strike: order('*', 10, { kind: 'error', code: 502 }),
  },
  { name: 'Telegram: hangs', doubling: 'none', strike: order('sendMessage', 3, { kind: 'hang' }) },
  { name: 'Telegram: accepted, then reset', doubling: 'in-flight', strike: acceptedThenReset },
  { name: 'Telegram: 409 storm', doubling: 'none', strike: order('getUpdates', 3, conflict) },
  {
    name: 'Telegram: stalled poll',
    doubling: 'none',
    strike: order('getUpdates', 1, { kind: 'hang' }),
  },
  { name: 'Telegram: updates again', doubling: 'none', strike: redeliver },
  { name: 'poison update', doubling: 'none', strike: poison },
  { name: 'FAL fails', doubling: 'none', strike: providerFails },
];
