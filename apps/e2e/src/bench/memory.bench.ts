import { readFile } from 'node:fs/promises';
import { askForPicture, withAvatar } from '../harness/journeys';
import { voice } from '../harness/samples';
import { APPS, Stack } from '../harness/stack';
import { report } from './figures';

const PEOPLE = 5;

describe('memory', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());

  it('prints the resident memory of each app, idle and after journeys of every kind', async () => {
    const idle = await resident();
    for (let person = 0; person < PEOPLE; person++) await journey();
    const after = await resident();
    for (const name of APPS)
      report(`memory of ${name}: idle ${idle[name]} MB, after ${after[name]} MB`);
  });

  async function journey(): Promise<void> {
    const person = await withAvatar(stack);
    await askForPicture(person, 'on a beach', '1:1');
    await person.hears('Balance: 345');
    await person.send('voice', [voice('ru-meeting')]);
    await person.hears('Answer');
    for (let index = 0; index < 10; index++) await person.say(`question ${index}`);
    await person.hears('question 9');
  }

  const resident = async () =>
    Object.fromEntries(
      await Promise.all(
        APPS.map(async (name) => {
          const status = await readFile(`/proc/${stack.app(name).pid}/status`, 'utf8');
          const kib = Number(/VmRSS:\s+(\d+)/.exec(status)![1]);
          return [name, Math.round(kib / 1024)] as const;
        }),
      ),
    ) as Record<(typeof APPS)[number], number>;
});
