import { RefusalWatch } from './refusal-watch';

describe('refusals', () => {
  it('should be the affair of one chat while it is refused alone, however often', () => {
    const watch = new RefusalWatch();
    expect([0, 1, 2, 3].map((now) => watch.note(1, 5_000, now))).toEqual([0, 0, 0, 0]);
  });

  it('should stop the bot for the longest of them when three chats are refused within a second', () => {
    const watch = new RefusalWatch();
    expect(watch.note(1, 7_000, 0)).toBe(0);
    expect(watch.note(2, 3_000, 400)).toBe(0);
    expect(watch.note(3, 5_000, 900)).toBe(6_100);
  });

  it('should not add up what is further apart', () => {
    const watch = new RefusalWatch();
    expect([1, 2, 3].map((chat) => watch.note(chat, 5_000, chat * 600))).toEqual([0, 0, 0]);
  });

  it('should not stop thousands of chats because a few of them are refused', () => {
    const watch = new RefusalWatch();
    for (let message = 0; message < 1_000; message++) watch.sent(message);
    const chats = Array.from({ length: 50 }, (_, index) => index);
    const pauses = chats.map((chat) => watch.note(chat, 5_000, 1_100));
    expect(pauses.slice(0, 49)).toEqual(Array(49).fill(0));
    expect(pauses[49]).toBe(5_000);
  });
});
