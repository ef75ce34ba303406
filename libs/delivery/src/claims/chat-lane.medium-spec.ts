import type { TestingModule } from '@nestjs/testing';
import { eventually } from '@aisha/testing';
import type { ChatRef } from '../chat-ref';
import { openDelivery } from '../delivery.fixture';
import { ChatClaims } from './chat-claims';
import { ChatLane } from './chat-lane';

const botId = 42;
const chat = (chatId: number): ChatRef => ({ botId, chatId });

/** Work of several chats that ends when the test says so. */
class Workbench {
  readonly begun: number[] = [];
  readonly errors: unknown[] = [];
  atOnce = 0;
  mostAtOnce = 0;
  private readonly gates = new Map<number, () => void>();

  drain = async ({ chatId }: ChatRef): Promise<void> => {
    this.begun.push(chatId);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await new Promise<void>((resolve) => this.gates.set(chatId, resolve));
    this.atOnce--;
  };

  finish(chatId: number): void {
    this.gates.get(chatId)?.();
  }
}

describe('a chat lane', () => {
  let app: TestingModule;
  let close: () => Promise<void>;
  let bench: Workbench;

  beforeAll(async () => {
    ({ app, close } = await openDelivery());
  });
  beforeEach(() => {
    bench = new Workbench();
  });
  afterAll(() => close());

  const lane = (owner: string, concurrency = 4, hasWork = async () => false) => {
    return new ChatLane(app.get(ChatClaims), {
      purpose: 'handle',
      owner,
      concurrency,
      drain: bench.drain,
      hasWork,
      onError: (_, error) => bench.errors.push(error),
    });
  };
  const begun = (...chats: number[]) => eventually(() => expect(bench.begun).toEqual(chats));

  it('should work on chats in parallel, but no more than it may', async () => {
    const one = lane('one', 2);
    [1, 2, 3].forEach((id) => one.wake(chat(id)));
    await eventually(() => expect(bench.begun.toSorted()).toEqual([1, 2]));
    expect(one.load).toBe(3);
    bench.finish(1);
    await eventually(() => expect(bench.begun).toContain(3));
    bench.finish(2);
    bench.finish(3);
    await one.close();
    expect(bench.mostAtOnce).toBe(2);
  });

  it('should look again when it was woken in the middle', async () => {
    const one = lane('one');
    one.wake(chat(10));
    await begun(10);
    one.wake(chat(10));
    one.wake(chat(10));
    bench.finish(10);
    await begun(10, 10);
    bench.finish(10);
    await one.close();
    expect(bench.begun).toEqual([10, 10]);
  });

  it('should leave a chat to the process that has it', async () => {
    const [one, other] = [lane('one'), lane('other')];
    one.wake(chat(20));
    await begun(20);
    other.wake(chat(20));
    await eventually(() => other.load === 0);
    expect(bench.begun).toEqual([20]);
    bench.finish(20);
    await one.close();
    other.wake(chat(20));
    await begun(20, 20);
    bench.finish(20);
    await other.close();
  });

  it('should find what another process added while it was letting the chat go', async () => {
    const answers = [true, false];
    const one = lane('one', 4, async () => answers.shift() ?? false);
    one.wake(chat(30));
    await begun(30);
    bench.finish(30);
    await begun(30, 30);
    bench.finish(30);
    await eventually(() => one.load === 0);
    expect(answers).toEqual([]);
  });

  it('should keep its claim through work that takes longer than a claim lasts', async () => {
    const [one, other] = [lane('one'), lane('other')];
    one.wake(chat(40));
    await begun(40);
    const held = performance.now();
    await eventually(() => performance.now() - held > 4_000, { timeoutMs: 6_000 });
    other.wake(chat(40));
    await eventually(() => other.load === 0);
    expect(bench.begun).toEqual([40]);
    bench.finish(40);
    await Promise.all([one.close(), other.close()]);
  });
});
