import { eventually } from '@aisha/testing';
import { ChatLane } from './chat-lane';
import type { ChatRef } from './chat-ref';

const chat = (chatId: number): ChatRef => ({ botId: 42, chatId });

/** Work of several chats that ends when the test says so. */
class Workbench {
  readonly begun: number[] = [];
  readonly errors: unknown[] = [];
  atOnce = 0;
  mostAtOnce = 0;
  private readonly gates = new Map<number, (error?: Error) => void>();

  lane(concurrency = 4): ChatLane {
    return new ChatLane({
      concurrency,
      drain: (ref) => this.drain(ref),
      onError: (_, error) => this.errors.push(error),
    });
  }

  finish(chatId: number, error?: Error): void {
    this.gates.get(chatId)?.(error);
  }

  private async drain({ chatId }: ChatRef): Promise<void> {
    this.begun.push(chatId);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await new Promise<void>((resolve, reject) =>
      this.gates.set(chatId, (error) => (error ? reject(error) : resolve())),
    );
    this.atOnce--;
  }
}

describe('a chat lane', () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
  });
  const begun = (...chats: number[]) => eventually(() => expect(bench.begun).toEqual(chats));

  it('should work on chats in parallel, but no more than it may', async () => {
    const lane = bench.lane(2);
    [1, 2, 3].forEach((id) => lane.wake(chat(id)));
    expect(bench.begun).toEqual([1, 2]);
    expect(lane.load).toBe(3);
    bench.finish(1);
    await begun(1, 2, 3);
    bench.finish(2);
    bench.finish(3);
    await lane.close();
    expect(bench.mostAtOnce).toBe(2);
  });

  it('should look again when it was woken in the middle', async () => {
    const lane = bench.lane();
    lane.wake(chat(10));
    lane.wake(chat(10));
    lane.wake(chat(10));
    bench.finish(10);
    await begun(10, 10);
    bench.finish(10);
    await lane.close();
    expect(bench.begun).toEqual([10, 10]);
  });

  it('should give every other turn to what is fresh while a backlog drains', async () => {
    const lane = bench.lane(1);
    lane.wake(chat(1));
    [21, 22, 23].forEach((id) => lane.wake(chat(id), { backlog: true }));
    [31, 32].forEach((id) => lane.wake(chat(id)));
    for (const id of [1, 21, 31, 22, 32, 23]) {
      await eventually(() => expect(bench.begun.at(-1)).toBe(id));
      bench.finish(id);
    }
    await lane.close();
  });

  it('should go on with other chats when one fails', async () => {
    const lane = bench.lane(1);
    lane.wake(chat(1));
    lane.wake(chat(2));
    bench.finish(1, new Error('no'));
    await begun(1, 2);
    expect(bench.errors).toEqual([new Error('no')]);
    bench.finish(2);
    await lane.close();
  });

  it('should end what is in hand when it closes, and begin nothing more', async () => {
    const lane = bench.lane(1);
    lane.wake(chat(1));
    lane.wake(chat(2));
    const closed = lane.close();
    lane.wake(chat(3));
    bench.finish(1);
    await closed;
    expect(bench.begun).toEqual([1]);
  });
});
