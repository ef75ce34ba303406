import { eventually } from '@aisha/testing';
import { listen } from './harness/chat-events';
import { chooseNewAvatar } from './harness/journeys';
import { type Person, words } from './harness/person';
import { plainImage } from './harness/samples';
import { Stack } from './harness/stack';

/** About 18 words of the stand-in's answer at this pace take four seconds. */
const SLOW = { on: 'chat', action: { kind: 'stream-slow', wordMs: 250 } };

describe('a talk with the assistant', () => {
  let stack: Stack;
  let person: Person;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  beforeEach(async () => {
    person = await stack.newPerson('en');
    await person.say('/start');
    await person.hears('Hello');
  });
  afterEach(() => stack.clearFaults());

  const drafts = (events: Awaited<ReturnType<typeof listen>>) =>
    events.heard
      .filter(({ name, data }) => name === 'draft' && data.text)
      .map(({ data }) => data.text!);

  it('should show an answer growing, with a button to stop it, and then the answer alone', async () => {
    const events = await listen(stack.urls.chat, person.id);
    await stack.order('openai', SLOW);
    await person.say('Tell me about **cats**, one two three four five');
    const writing = await person.hears('Writing the answer');
    expect(writing.buttons?.flat().map(({ text }) => text)).toEqual(['⏹ Stop']);
    const answer = await person.hears(/Sandbox: you wrote "Tell me about cats/);
    const shown = drafts(events);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    for (const [index, text] of shown.entries()) {
      expect(words(answer).startsWith(text.replace(/ ?…$/, '').replace('**', ''))).toBe(true);
      if (index > 0) expect(text.length).toBeGreaterThan(shown[index - 1]!.length);
    }
    expect(answer.entities).toContainEqual(expect.objectContaining({ type: 'bold' }));
    await eventually(async () =>
      expect((await person.answers()).map(({ messageId }) => messageId)).not.toContain(
        writing.messageId,
      ),
    );
    const copies = (await person.answers()).filter((message) => words(message) === words(answer));
    expect(copies).toHaveLength(1);
    const last = events.heard.findLast(({ name }) => name === 'draft')!;
    expect(last.at).toBeLessThan(
      events.heard.find(({ data }) => data.messageId === answer.messageId)!.at,
    );
    await events.close();
  });

  it('should stop where its person stops it, by the button and by /stop, and go on with the next', async () => {
    await stack.order('openai', { ...SLOW, times: 2 });
    await person.say('A long one: a b c d e f g h i j k l m n o p q r s t u v w x y z');
    await person.say('And another: a b c d e f g h i j k l m n o p q r s t u v w x y z');
    const writing = await person.hears('Writing the answer');
    const { text, callbackData } = writing.buttons![0]![0]!;
    expect(text).toContain('Stop');
    const presses = [1, 2].map(() => person.pressData(writing.messageId, callbackData!));
    expect((await Promise.all(presses)).filter((alert) => alert !== undefined)).toHaveLength(1);
    const stopped = await person.hears('Stopped, as you asked');
    expect(words(stopped)).toMatch(/^Sandbox: you wrote "A long one/);
    expect(words(stopped)).not.toContain('z"');
    await person.hears('Writing the answer'); // the next one's turn
    await person.say('/stop');
    await eventually(async () => {
      const all = (await person.answers()).map(words);
      expect(all.filter((said) => said.includes('Stopped, as you asked'))).toHaveLength(2);
    });
    await person.say('/stop');
    await person.hears('nothing to stop');
    await person.say('Are you still there?');
    await person.hears('you wrote "Are you still there?"');
  });

  it('should look at a photo, and at an album as one question', async () => {
    await chooseNewAvatar(person); // asks for consent
    await person.send('photo', [await plainImage(320, 240)], 'What is this?');
    const answer = await person.hears('Pictures attached: 1');
    expect(answer.buttons?.flat().map(({ text }) => text)).toContain('➕ New avatar');
    await person.send(
      'photo',
      [await plainImage(320, 240), await plainImage(240, 320)],
      'And these?',
    );
    expect(words(await person.hears('Pictures attached: 2'))).toContain('And these?');
    await eventually(async () => {
      const kept = await stack.bucket.keys('incoming/question-photo/');
      expect(kept).toEqual([]);
    });
  });

  it('should read an answer out, and send the same voice again', async () => {
    await person.say('Say something nice');
    await person.hears('Say something nice');
    await person.press('Say it');
    const voices = async () =>
      (await person.answers()).flatMap(({ media }) => (media?.kind === 'voice' ? [media] : []));
    await eventually(async () => expect(await voices()).toHaveLength(1), { timeoutMs: 20_000 });
    await person.press('Say it');
    await eventually(async () => expect(await voices()).toHaveLength(2));
    const [first, second] = await voices();
    expect(first?.duration).toBeGreaterThan(0);
    expect(second?.fileId).toBe(first?.fileId);
    expect((await person.file(first!.fileId)).subarray(0, 4).toString()).toBe('OggS');
  });

  it('should answer as whom its person chose', async () => {
    await person.say('/mode');
    await person.hears('Assistant: I answer any question');
    await person.press('Programmer');
    await person.hears('Programmer: I write and explain code');
    expect(
      await stack.rows('select persona from users where telegram_id = $1', [person.id]),
    ).toEqual([{ persona: 'coder' }]);
  });

  it('should begin a new conversation at /new', async () => {
    await person.say('My cat is called Marmalade');
    await person.hears('Marmalade');
    await person.say('/new');
    await person.hears('A new conversation');
    await person.say('What do you know?');
    const answer = await person.hears('What do you know?');
    expect(words(answer)).toContain('This is the beginning of the conversation');
  });
});
