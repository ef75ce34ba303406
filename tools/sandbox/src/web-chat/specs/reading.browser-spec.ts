import type { Page } from 'playwright-core';
import { bubblesFrom, ChatRoom } from './chat-room.fixture';

let room: ChatRoom;
beforeAll(async () => {
  room = await ChatRoom.open(() => undefined);
});
afterAll(() => room.close());

const FROM_BOTTOM = `Math.round(
  scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight)`;
const fromBottom = (page: Page): Promise<number> => page.evaluate(FROM_BOTTOM);

async function longChat() {
  const { page, person } = await room.visit('Anna');
  await room.say(person, 'hello');
  const say = (text: string) => room.bot.telegram.sendMessage(person.id, text);
  for (let line = 1; line <= 12; line += 1) await say(`line ${line}\n\n\nmore`);
  await bubblesFrom(page, 'bot').getByText('line 12').waitFor();
  return { page, say };
}

it('should stay at the newest message while the person reads there', async () => {
  const { page, say } = await longChat();
  await say('newest');
  await bubblesFrom(page, 'bot').getByText('newest').waitFor();
  await page.waitForFunction(`${FROM_BOTTOM} < 2`);
  expect(await page.getByRole('button', { name: 'To the newest message' }).isVisible()).toBe(false);
});

it('should not pull the person down who reads further up, and count what is new', async () => {
  const { page, say } = await longChat();
  await page.locator('#scroller').hover();
  await page.mouse.wheel(0, -5000);
  const down = page.getByRole('button', { name: 'To the newest message' });
  await down.waitFor();
  await say('newest');
  await down.getByText('1').waitFor();
  expect(await fromBottom(page)).toBeGreaterThan(300);
  await down.click();
  await down.waitFor({ state: 'hidden' });
});

it('should take a deleted message away', async () => {
  const { page, person } = await room.visit('Anna');
  await room.say(person, 'hello');
  const { message_id } = await room.bot.telegram.sendMessage(person.id, 'oops');
  await bubblesFrom(page, 'bot').getByText('oops').waitFor();
  await room.bot.telegram.deleteMessage(person.id, message_id);
  await bubblesFrom(page, 'bot').getByText('oops').waitFor({ state: 'detached' });
});
