import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { type LoadPlan, type Outcome, StandIn } from './stand-in';

interface Update {
  update_id: number;
  message: { chat: { id: number }; text: string };
}

/** The last two of these ten come from one person. */
const TEN: LoadPlan = { count: 10, people: 100, text: 'talk', patienceMs: 1_500 };

describe('the stand-in of the bench', () => {
  let folder: string;
  let standIn: StandIn;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'aisha-stand-in-'));
    standIn = await StandIn.start(path.join(folder, 'stand-in.log'));
  });
  beforeEach(() => standIn.reset());
  afterAll(async () => {
    await standIn.stop();
    await rm(folder, { recursive: true });
  });

  const call = async (method: string, body: object = {}) => {
    const response = await fetch(`${standIn.url}/bot1:token/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { ok: boolean; result: unknown; description?: string };
  };
  const updates = async (body: object = {}) =>
    (await call('getUpdates', { timeout: 20, ...body })).result as Update[];
  const repeat = ({ message }: Update) =>
    call('sendMessage', { chat_id: message.chat.id, text: message.text });

  /** What becomes of ten updates when a bot that is known to repeat them treats them so. */
  async function outcomeOf(treat: (ten: Update[]) => Promise<unknown>): Promise<Outcome> {
    const learning = standIn.play({ ...TEN, count: 2, learn: true });
    const first = await updates();
    await Promise.all(first.map(repeat));
    await learning;
    const playing = standIn.play(TEN);
    await treat(await updates({ offset: first.at(-1)!.update_id + 1 }));
    return playing;
  }

  const inTurn = async (all: Update[]) => {
    for (const update of all) await repeat(update);
  };

  it('should find nothing wrong with a bot that answers each update once and in order', async () => {
    const outcome = await outcomeOf(inTurn);
    expect(outcome).toMatchObject({ offered: 10, answered: 10, doubled: 0, outOfOrder: 0 });
    expect(outcome.strange).toEqual([]);
    expect(outcome.p50).toBeGreaterThan(0);
    expect(outcome.p99).toBeGreaterThanOrEqual(outcome.p50!);
  });

  it('should count replies that come twice, out of order or never, and those it cannot explain', async () => {
    const twice = await outcomeOf((ten) => inTurn([ten[0]!, ...ten]));
    expect(twice).toMatchObject({ answered: 10, doubled: 1 });
    const backwards = await outcomeOf((ten) => inTurn(ten.toReversed()));
    expect(backwards).toMatchObject({ answered: 10, outOfOrder: 1 });
    const forgetful = await outcomeOf((ten) => inTurn(ten.slice(1)));
    expect(forgetful).toMatchObject({ offered: 10, answered: 9 });
    const odd = await outcomeOf(async ([first, ...others]) => {
      await call('sendMessage', { chat_id: first!.message.chat.id, text: 'What?' });
      await inTurn(others);
    });
    expect(odd.strange).toEqual([['What?', 1]]);
  });

  it('should count latency from the moment when an update was due, however late the bot asks for it', async () => {
    const playing = standIn.play({ ...TEN, rate: 100 });
    await delay(300); // a bot that is late is what this is about
    await inTurn(await updates());
    const { p50, seconds } = await playing;
    expect(p50).toBeGreaterThan(200);
    expect(seconds).toBeGreaterThan(0.3);
  });

  it('should give updates again until an offset confirms them', async () => {
    const playing = standIn.play({ ...TEN, count: 3, patienceMs: 500 });
    const first = await updates();
    expect(await updates({ offset: first[1]!.update_id })).toEqual(first.slice(1));
    expect(await updates({ offset: first[2]!.update_id + 1, timeout: 0 })).toEqual([]);
    await playing;
  });

  it('should end the older of two polls with 409', async () => {
    const polls = [1, 2].map(() => call('getUpdates', { timeout: 20 }));
    expect((await Promise.race(polls)).description).toContain(
      'terminated by other getUpdates request',
    );
    const playing = standIn.play({ ...TEN, count: 1, patienceMs: 500 });
    const results = (await Promise.all(polls)).map(({ result }) => result);
    expect(results).toContainEqual([expect.objectContaining({ update_id: expect.any(Number) })]);
    await playing;
  });

  it('should push chats side by side but each in order, again after a refusal, with the secret', async () => {
    const seen: Update[] = [];
    const secrets = new Set<unknown>();
    let refusals = 1;
    const receive = async (request: IncomingMessage, response: ServerResponse) => {
      const update = JSON.parse(await text(request)) as Update;
      secrets.add(request.headers['x-telegram-bot-api-secret-token']);
      const refused = refusals-- > 0;
      if (!refused) {
        seen.push(update);
        await repeat(update);
      }
      response.writeHead(refused ? 503 : 200).end();
    };
    const server = createServer((request, response) => void receive(request, response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    await standIn.reset([`http://127.0.0.1:${port}`]);
    await call('setWebhook', { url: 'https://bot.example/hook', secret_token: 'se-cret' });
    const learning = await standIn.play({ ...TEN, count: 2, learn: true });
    const outcome = await standIn.play(TEN);
    expect(learning).toMatchObject({ answered: 2, pushesRefused: 1 });
    expect(outcome).toMatchObject({ answered: 10, doubled: 0, outOfOrder: 0 });
    expect([...secrets]).toEqual(['se-cret']);
    expect(seen).toHaveLength(12);
    expect((await call('getUpdates')).description).toContain('webhook is active');
    await call('deleteWebhook');
    await standIn.reset();
    server.close();
  });
});
