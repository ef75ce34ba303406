import type { Asked, Call, History, OutboundRow, WorkRow } from './history';

const BOT = 7;

/** A run in which all went well, piece by piece, and then what a spec lets go wrong. */
export class HistoryFixture {
  readonly history: History = {
    botId: BOT,
    asked: [],
    recordings: 0,
    inbox: [],
    outbound: [],
    work: [],
    stuck: { updates: 0, messages: 0 },
    stuckRows: [],
    calls: [],
    books: {
      sum: 0,
      unbalancedTransactions: 0,
      negativeBalances: 0,
      driftedBalances: 0,
      holdsWithoutEnd: 0,
      holdsSettledTwice: 0,
      holdsSettledWrongly: 0,
    },
    receipts: [{ epoch: 1, session: 'a' }],
    polls: { overlaps: 0, conflicts: 0 },
    faults: [],
    unhealthy: [],
  };
  private updateId = 1_000;
  private messageId = 0;

  /** Asked, handled, answered at once. */
  command(chatId: number): { asked: Asked; row: OutboundRow; call: Call } {
    const asked: Asked = { updateId: ++this.updateId, chatId, at: this.now(), what: 'command' };
    this.history.asked.push(asked);
    this.history.inbox.push({ updateId: asked.updateId, status: 'done' });
    return { asked, ...this.sent(chatId, `reply-${BOT}-${asked.updateId}-0`) };
  }

  /** Asked, handled, answered by a worker. */
  question(chatId: number, mark: string) {
    const asked: Asked = {
      updateId: ++this.updateId,
      chatId,
      at: this.now(),
      what: 'question',
      mark,
    };
    this.history.asked.push(asked);
    this.history.inbox.push({ updateId: asked.updateId, status: 'done' });
    return { asked, ...this.answer(chatId, mark) };
  }

  answer(chatId: number, words: string) {
    const work: WorkRow = { table: 'answers', id: `id-${this.updateId}`, words, open: false };
    this.history.work.push(work);
    return { work, ...this.sent(chatId, `answer-${work.id}`) };
  }

  sent(chatId: number, key: string): { row: OutboundRow; call: Call } {
    const call = this.call(chatId);
    const seq = 1 + this.history.outbound.filter((row) => row.chatId === chatId).length;
    const row = { chatId, seq, key, status: 'sent', messageId: call.messageId!, replaces: null };
    this.history.outbound.push(row);
    return { row, call };
  }

  /** A send that the stand-in carried out, whether or not a row knows of it. */
  call(chatId: number): Call {
    const seq = this.history.calls.length + 1;
    const call = {
      seq,
      at: this.now(),
      method: 'sendMessage',
      chatId,
      messageId: ++this.messageId,
      payloadSummary: '',
    };
    this.history.calls.push(call);
    return call;
  }

  private now = () => 10_000 * (this.history.calls.length + 1);
}
