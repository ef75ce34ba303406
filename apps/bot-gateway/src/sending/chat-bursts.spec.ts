import { ChatBursts } from './chat-bursts';

const admit = (bursts: ChatBursts, chat: number, now: number) => {
  const waitMs = bursts.wait(chat, now);
  if (waitMs === 0) bursts.take(chat, now);
  return waitMs;
};

describe('bursts in a chat', () => {
  it('should let a burst go at once and then one message a second', () => {
    const bursts = new ChatBursts(3);
    expect([0, 0, 0, 0].map((now) => admit(bursts, 1, now))).toEqual([0, 0, 0, 1_000]);
    expect([999, 1_000, 1_001].map((now) => admit(bursts, 1, now))).toEqual([1, 0, 999]);
  });

  it('should let a chat that was quiet have a burst again', () => {
    const bursts = new ChatBursts(3);
    for (let message = 0; message < 3; message++) admit(bursts, 1, 0);
    expect([3_000, 3_000, 3_000, 3_000].map((now) => admit(bursts, 1, now))).toEqual([
      0, 0, 0, 1_000,
    ]);
  });

  it('should never be ahead of its one message a second by more than the burst', () => {
    const bursts = new ChatBursts(20);
    let sent = 0;
    for (let now = 0; now <= 300_000; now += 50) if (admit(bursts, 1, now) === 0) sent++;
    expect(sent).toBe(20 + 300);
  });

  it('should not let one chat wait for another', () => {
    const bursts = new ChatBursts(1);
    expect([1, 2, 3].map((chat) => admit(bursts, chat, 0))).toEqual([0, 0, 0]);
  });

  it('should hold a refused chat for as long as Telegram asked', () => {
    const bursts = new ChatBursts(20);
    bursts.refuse(1, 90_000, 0);
    bursts.refuse(1, 5_000, 1);
    expect(bursts.refusal(1, 60_000)).toBe(30_000);
    expect(bursts.refusal(2, 60_000)).toBe(0);
    expect(bursts.refusal(1, 90_000)).toBe(0);
  });

  it('should forget idle chats', () => {
    const bursts = new ChatBursts(20);
    for (let chat = 0; chat < 10_000; chat++) {
      admit(bursts, chat, chat * 100);
      bursts.refuse(chat, 1_000, chat * 100);
    }
    expect(bursts.size).toBeLessThan(500);
  });

  it('should slow nobody down when it is turned off', () => {
    const bursts = new ChatBursts(0);
    expect(Array.from({ length: 100 }, () => admit(bursts, 1, 0))).toEqual(Array(100).fill(0));
  });
});
