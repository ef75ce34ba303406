import { startTelegramStandIn } from '@aisha/sandbox';
import { welcomed } from '../harness/journeys';
import { Person } from '../harness/person';
import { Stack } from '../harness/stack';

const NEW_TOKEN = '7000000002:sandbox-token-of-another-bot';
const LEFT = 5;

describe('a new bot token', () => {
  let stack: Stack;
  let other: Awaited<ReturnType<typeof startTelegramStandIn>>;

  beforeAll(async () => {
    stack = await Stack.start();
    other = await startTelegramStandIn({ token: NEW_TOKEN, port: 0 });
  });
  afterAll(async () => {
    await stack?.close();
    await other?.close();
  });

  it('starts clean, and the old bot finds what it had left when it comes back', async () => {
    const person = await welcomed(stack);
    await stack.app('bot-gateway').stop('SIGTERM');
    for (let index = 0; index < LEFT; index++) await person.say(`left behind ${index}.`);
    const [{ last } = { last: '0' }] = await stack.rows<{ last: string }>(
      'select max(update_id) as last from inbox_updates',
    );
    // The other bot's next updates bear the very numbers that are in the inbox already.
    other.world.counters.restore({ ...other.world.counters.snapshot, updateId: Number(last) - 1 });
    const newcomer = await Person.arrive(`${other.url}/api`, 'en');
    await newcomer.say('/start');
    await newcomer.say('who are you?');
    const gateway = await stack.addReplica('bot-gateway', 'gateway-new', {
      TELEGRAM_BOT_TOKEN: NEW_TOKEN,
      TELEGRAM_API_ROOT: other.url,
    });
    await newcomer.hears('Hello');
    await newcomer.hears('you wrote "who are you?"');
    expect(await epochs()).toEqual({ [stack.botId]: expect.any(Number), 7000000002: 1 });
    await gateway.stop('SIGTERM');
    stack.app('bot-gateway').start();
    await stack.healthy('bot-gateway');
    for (let index = 0; index < LEFT; index++)
      await person.hears(`you wrote "left behind ${index}."`);
  });

  const epochs = async () => {
    const rows = await stack.rows<{ bot_id: string; epoch: string }>(
      'select bot_id, epoch from poller_epochs',
    );
    return Object.fromEntries(rows.map(({ bot_id, epoch }) => [bot_id, Number(epoch)]));
  };
});
