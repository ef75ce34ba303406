import { eventually } from '@aisha/testing';
import { Group } from './harness/group';
import { quiet, redeliver } from './harness/money';
import { type Person, words } from './harness/person';
import { voice } from './harness/samples';
import { Stack } from './harness/stack';

const BOT = '@aisha_sandbox_bot';

describe('a group', () => {
  let stack: Stack;
  let anna: Person;
  let boris: Person;
  let group: Group;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  beforeEach(async () => {
    anna = await stack.newPerson('en', 'Anna');
    boris = await stack.newPerson('en', 'Boris');
    group = await Group.of(`${stack.urls.chat}/api`, [anna, boris], false);
    await group.setBot('member');
    await group.hears('Hello! I answer when');
  });

  it('should be answered where it speaks to the bot, under the message that asked, and nowhere else', async () => {
    await group.say(boris, 'Shall we have dinner?');
    const asked = await group.say(anna, `${BOT} which colour is the sky?`);
    const answer = await group.hears('which colour is the sky?');
    expect(words(answer)).toContain('Anna');
    expect(answer.replyToMessageId).toBe(asked);
    const called = await group.say(boris, 'Aisha, and the sea?');
    expect((await group.hears('and the sea?')).replyToMessageId).toBe(called);
    await redeliver(stack, 'and the sea?');
    await quiet(stack);
    const answers = (await group.answers()).map(words);
    expect(answers).toHaveLength(3); // with the greeting
    expect(answers.join()).not.toContain('dinner');
    expect(await anna.answers()).toEqual([]);
  });

  it('should remember its own conversation, and nothing of a private one', async () => {
    await anna.say('/start');
    await anna.hears('Hello');
    await anna.say('my secret is a hamster');
    await anna.hears('my secret is a hamster');
    await group.say(anna, `${BOT} we meet on Friday`);
    await group.hears('we meet on Friday');
    await group.say(boris, `${BOT} when do we meet?`);
    const recalled = words(await group.hears('Boris: when do we meet?'));
    expect(recalled).toContain('we meet on Friday');
    expect(recalled).not.toContain('hamster');
    const [private_, public_] = await Promise.all(
      [anna.id, group.id].map((chatId) =>
        stack.rows<{ question: string }>('select question from answers where chat_id = $1', [
          chatId,
        ]),
      ),
    );
    expect(JSON.stringify(private_)).toContain('hamster');
    expect(JSON.stringify(public_)).not.toContain('hamster');
    await group.say(boris, '/new');
    await group.hears('A fresh start');
    await group.say(boris, `${BOT} and now?`);
    expect(words(await group.hears('Boris: and now?'))).not.toContain('Friday');
  });

  it('should get the text of a recording that somebody asks for, and of no other', async () => {
    const sample = voice('en-short');
    await group.speak(boris, sample);
    const recording = await group.speak(boris, sample);
    const asked = await group.say(anna, '/text', recording);
    const heard = await group.hears(sample.text.slice(0, 30));
    expect(heard.replyToMessageId).toBe(asked);
    expect(heard.buttons ?? []).toEqual([]);
    const rows = await stack.rows<{ mode: string; status: string }>(
      'select mode, status from transcripts where chat_id = $1',
      [group.id],
    );
    expect(rows).toEqual([{ mode: 'transcript', status: 'ready' }]);
    expect(await stack.rows('select 1 from answers where chat_id = $1', [group.id])).toEqual([]);
  });

  it('should have a price agreed to by the one who asked, and by nobody else', async () => {
    const sample = voice('ru-long');
    const recording = await group.speak(boris, sample);
    await group.say(anna, '/text', recording);
    const quote = await group.hears('Anna, the recording lasts');
    expect(words(quote)).not.toContain('balance');
    expect(await group.press(boris, 'Transcribe for')).toContain('not for you');
    const before = await stack.balance(anna);
    await group.press(anna, 'Transcribe for');
    await group.hears(sample.text.slice(0, 40));
    expect(await stack.balance(anna)).toBeLessThan(before);
    expect(await stack.balance(boris)).toBe(before);
  });

  it('should have every recording written out once its administrator wants that', async () => {
    await group.say(boris, '/settings');
    await group.press(boris, 'All recordings');
    await group.hears('Only administrators');
    await group.press(anna, 'All recordings');
    await eventually(async () => {
      const rows = await stack.rows<{ transcribe: string }>(
        'select transcribe from chat_settings where chat_id = $1',
        [group.id],
      );
      expect(rows).toEqual([{ transcribe: 'always' }]);
    });
    const sample = voice('en-short');
    const recording = await group.speak(boris, sample);
    expect((await group.hears(sample.text.slice(0, 30))).replyToMessageId).toBe(recording);
  });

  it('should be sent to the private chat for what is private, and begin anew when the bot comes back', async () => {
    await group.say(anna, '/balance');
    const sent = await group.hears('for the private chat only');
    expect(sent.buttons?.flat()[0]?.url).toContain('t.me/aisha_sandbox_bot?start=');
    await group.setBot('kicked');
    await eventually(async () => {
      const [chat] = await stack.rows<{ undeliverable_since: Date | null }>(
        'select undeliverable_since from chats where chat_id = $1',
        [group.id],
      );
      expect(chat?.undeliverable_since).not.toBeNull();
    });
    await group.setBot('member');
    await eventually(async () => {
      const greetings = (await group.answers()).filter((m) => words(m).includes('Hello! I answer'));
      expect(greetings).toHaveLength(2);
    });
    await group.say(anna, `${BOT} are you back?`);
    await group.hears('are you back?');
  });
});
