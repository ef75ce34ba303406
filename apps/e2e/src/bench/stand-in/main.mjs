// A Telegram stand-in that costs little, for benches: a process of its own, ordered about by messages from its
// parent ({ id, order, ...arguments } in, { id, result } or { id, error } out).
import { createServer } from 'node:http';
import { BotApi } from './bot-api.mjs';
import { Load } from './load.mjs';
import { LongPolling } from './long-polling.mjs';
import { UpdateQueue } from './update-queue.mjs';
import { WebhookPush } from './webhook-push.mjs';

const queue = new UpdateQueue();
const polling = new LongPolling(queue);
const ledger = { load: undefined };
const replied = (chatId, text) => ledger.load?.reply(chatId, text);
const push = new WebhookPush(queue, replied);
const api = new BotApi({ polling, push, replied });

const orders = {
  /** Forgets updates and settings of the bot before. `origins`: who takes pushes, in turn, like a proxy's upstreams. */
  async reset({ origins }) {
    polling.reset();
    await push.reset(origins);
    queue.clear();
    ledger.load = undefined;
  },

  /** Plays a load and tells what became of it. */
  async play(plan) {
    const load = new Load(plan, queue);
    ledger.load = load;
    const before = process.cpuUsage();
    await load.play();
    const { user, system } = process.cpuUsage(before);
    return { ...load.outcome(), cpuMicros: user + system, pushesRefused: push.refused };
  },
};

process.on('message', async ({ id, order, ...given }) => {
  try {
    process.send({ id, result: await orders[order](given) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit());

// Bots keep idle connections open between two loads; closing them would race with their next call.
const server = createServer({ keepAliveTimeout: 600_000, requestTimeout: 0 }, api.handle);
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
