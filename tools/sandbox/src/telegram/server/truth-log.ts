import type { CallParams } from './call-params';

const REMEMBERED = 100_000;

/** A call that was carried out, whether or not the caller heard of it; `at` is in milliseconds. */
export interface LoggedCall {
  seq: number;
  at: number;
  method: string;
  chatId?: number;
  messageId?: number;
  payloadSummary: string;
}

/** What the bot really did: one entry per call, or per message where a call wrote several. */
export class TruthLog {
  private calls: LoggedCall[] = [];
  private seq = 0;

  add(method: string, params: CallParams, result: unknown) {
    const found = idsIn(result);
    // An idle poll is no news.
    if (method === 'getUpdates' && found.length === 0) return;
    const ids = method === 'getUpdates' || found.length === 0 ? [undefined] : found;
    const payloadSummary =
      method === 'getUpdates' ? `${params.summary()} -> ${found.join(' ')}` : params.summary();
    const chatId = params.integer('chat_id');
    for (const id of ids) {
      const messageId = id ?? params.integer('message_id');
      this.calls.push({
        seq: ++this.seq,
        at: Date.now(),
        method,
        chatId,
        messageId,
        payloadSummary,
      });
    }
    if (this.calls.length > REMEMBERED * 2) this.calls = this.calls.slice(-REMEMBERED);
  }

  /** At most `limit` entries after this one, the oldest first. */
  after(seq: number, limit: number) {
    const from = Math.max(0, seq + 1 - (this.calls[0]?.seq ?? 0));
    return this.calls.slice(from, from + limit);
  }
}

function idsIn(result: unknown): number[] {
  if (Array.isArray(result)) return result.flatMap(idsIn);
  if (typeof result !== 'object' || result === null) return [];
  const { message_id, update_id } = result as { message_id?: number; update_id?: number };
  return [message_id ?? update_id].filter((id) => id !== undefined);
}
