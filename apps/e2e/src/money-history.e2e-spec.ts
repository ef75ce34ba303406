import { beginOrder, choose, withAvatar } from './harness/journeys';
import { words } from './harness/person';
import { Stack } from './harness/stack';

describe('what became of credits', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());

  it('should be told from the balance, event by event', async () => {
    const person = await withAvatar(stack);
    await beginOrder(person, 'on a boat at sunset');
    await choose(person, '2');
    await stack.order('fal', { on: 'image', times: 1, action: { kind: 'blacken' } });
    await person.press(/Draw · 10/);
    await person.hears('Ready: 1 of 2');
    await person.say('/balance');
    const balance = words(await person.hears('You have 345'));
    expect(balance).toMatch(/In 30 days you spent 155 credits/);
    expect(balance).toMatch(/avatar training: 150[^]+picture: 5[^]+got as gifts 500/);
    await person.press(/History/);
    const history = words(await person.hears('History of credits'));
    for (const line of [
      /Spent 5 credits · picture/,
      /Given back 5 credits · picture/,
      /Spent 150 credits · avatar training\n.+ · then 350/,
      /A gift of 500 credits\n.+ · then 500/,
    ]) {
      expect(history).toMatch(line);
    }
    await person.press(/Balance$/);
    await person.hears('You have 345');
  });
});
