import { onRedis } from '@aisha/servers';
import { eventually } from '@aisha/testing';
import { poisoned } from '../../chaos/crowd';
import { orderPayment } from '../../harness/money';
import { voice } from '../../harness/samples';
import { type Cause, counted, fires, newcomers, order, type Scene } from '../scene';

/** More than an objective's floor of ten. */
const MANY = 15;
const HUNDREDS = 1_000;

/** A handler fails on updates again and again: one at first, so that the next ones are growth. */
export const poison: Cause = async (scene) => {
  const people = await newcomers(scene, MANY);
  const act = (some: typeof people) =>
    order(scene.stack.urls.telegram, '/_sandbox/deeds', {
      deeds: some.map(({ id }) => {
        const { raw } = poisoned(id)[0] as { raw?: object };
        return { chatId: id, raw };
      }),
    });
  await act(people.slice(0, 1));
  await counted(scene, 'updates_handled_total{outcome="quarantined"}');
  await act(people);
};

/** Telegram takes each message of some chats only after longer than people wait. */
export const slowTelegram: Cause = async (scene) => {
  const people = await newcomers(scene, MANY);
  for (const { id } of people) {
    const action = { kind: 'delay', ms: 5_500 };
    await scene.stack.order('telegram', { method: 'sendMessage', chatId: id, times: 5, action });
  }
  await Promise.all(people.map((person) => person.say('/help')));
};

/** OpenAI refuses questions for good, then fails. */
export const openAiFails: Cause = async (scene) => {
  const people = await newcomers(scene, 10);
  const ask = (count: number) =>
    Promise.all(people.slice(0, count).map((person) => person.say('What is that?')));
  const refused = { kind: 'error', status: 400, code: 'invalid_value' };
  await scene.stack.order('openai', { on: 'chat', times: 1, action: refused });
  await ask(1);
  await counted(scene, 'jobs_ended_total{outcome="gave-up"}');
  await scene.stack.order('openai', { on: 'chat', times: 20, action: refused });
  await ask(10);
  await ask(10);
  await counted(scene, 'jobs_ended_total{outcome="gave-up"}', 21);
  const failed = { kind: 'error', status: 500 };
  await scene.stack.order('openai', { on: 'chat', times: HUNDREDS, action: failed });
  await fires(scene, 'ProviderErrors', () => ask(10));
};

/** OpenAI holds on to recordings: all places of the worker are taken, and jobs wait, for minutes by their time. */
export const recordingsWait: Cause = async (scene) => {
  const people = await newcomers(scene, 10);
  const action = { kind: 'hang' };
  await scene.stack.order('openai', { on: 'transcription', times: HUNDREDS, action });
  await Promise.all(people.map((person) => person.send('voice', [voice('en-short')])));
  const age = () => ageJobs(scene, 'transcribe-audio', 20 * 60_000);
  await fires(scene, 'QueueOldInDialogue', age);
  await fires(scene, 'QueueOld', age);
};

async function ageJobs({ stack }: Scene, queue: string, ms: number): Promise<void> {
  await onRedis(stack.redisUrl, async (redis) => {
    for (const id of await redis.lrange(`bull:${queue}:wait`, 0, -1)) {
      await redis.hset(`bull:${queue}:${id}`, { timestamp: Date.now() - ms });
    }
  });
}

const PAUSES = 'send_pauses_total{by="us"}';

/** Several chats at once are refused, and again after each pause. */
export const refusals: Cause = async (scene) => {
  const people = await newcomers(scene, 8);
  const action = { kind: 'error', code: 429, retryAfter: 1 };
  await fires(scene, 'SendingPaused', async () => {
    for (const { id } of people) {
      await scene.stack.order('telegram', { method: 'sendMessage', chatId: id, times: 1, action });
    }
    const before = Number((await scene.prometheus.query(`sum(${PAUSES})`))[0]?.value[1] ?? 0);
    await Promise.all(people.map((person) => person.say('/help')));
    await counted(scene, PAUSES, before + 1);
  });
};

/** Telegram never answers a message, and it was due ten minutes ago. */
export const messageHangs: Cause = async (scene) => {
  const [person] = await newcomers(scene, 1);
  const action = { kind: 'hang' };
  const fault = { method: 'sendMessage', chatId: person!.id, times: HUNDREDS, action };
  await scene.stack.order('telegram', fault);
  await person!.say('/help');
  await fires(scene, 'OutboxOld', () =>
    scene.stack.rows(
      `update outbound_messages set created_at = now() - interval '10 minutes',
         not_before = now() - interval '10 minutes'
       where chat_id = $1 and status in ('pending', 'sending')`,
      [person!.id],
    ),
  );
};

/** What a restore leaves of a message that was unsent at the time of the backup. */
export const messageHeld: Cause = async (scene) => {
  const [person] = await newcomers(scene, 1);
  await scene.stack.rows(
    `insert into outbound_messages (bot_id, chat_id, seq, key, notice, trace_id, status)
     values ($1, $2, 1000000, gen_random_uuid()::text, '{"kind":"main-menu"}', 'held', 'held')`,
    [scene.stack.botId, person!.id],
  );
  await fires(scene, 'MessagesHeld');
};

/** Somebody holds a chat's lock, so its updates wait: for five minutes by their rows. */
export const updateWaits: Cause = async (scene) => {
  const { stack } = scene;
  const [person] = await newcomers(scene, 1);
  const lock = 'hashint8extended($1::bigint, $2::bigint)';
  const chat = [person!.id, stack.botId];
  await eventually(async () => {
    const [got] = await stack.rows<{ got: boolean }>(
      `select pg_try_advisory_lock(${lock}) as got`,
      chat,
    );
    return got!.got;
  });
  await person!.say('/help');
  await fires(scene, 'InboxOld', () =>
    stack.rows(
      `update inbox_updates set received_at = now() - interval '5 minutes'
       where chat_id = $1 and status = 'pending'`,
      [person!.id],
    ),
  );
  await stack.rows(`select pg_advisory_unlock(${lock})`, chat);
};

/** Telegram does not understand our markup; to another chat it refuses a message for good. */
export const messagesRefused: Cause = async (scene) => {
  const [plain, dropped] = await newcomers(scene, 2);
  const refuse = (chatId: number, description: string) =>
    scene.stack.order('telegram', {
      method: 'sendMessage',
      chatId,
      times: 1,
      action: { kind: 'error', code: 400, description },
    });
  await refuse(plain!.id, "Bad Request: can't parse entities: unsupported start tag");
  await refuse(dropped!.id, 'Bad Request: not like this');
  await Promise.all([plain!.say('/help'), dropped!.say('/help')]);
};

/** Telegram asks before payments, and hangs when we answer: twice, then each time. */
export const checkoutsHang: Cause = async (scene) => {
  const [person] = await newcomers(scene, 1);
  const hang = (times: number) =>
    scene.stack.order('telegram', {
      method: 'answerPreCheckoutQuery',
      times,
      action: { kind: 'hang' },
    });
  const ask = () =>
    orderPayment(scene.stack, { person: person!, stars: 1, payload: 'unknown', how: 'checkout' });
  await hang(2);
  await ask();
  await hang(HUNDREDS);
  await ask();
};
