import { tooManyRequests } from '../bot-api.error';

const PER_CHAT = { perSecond: 1, burst: 5 };
const OVERALL = { perSecond: 30, burst: 30 };
const counted = /^(send(?!ChatAction$)|editMessage)/i;

class TokenBucket {
  private tokens: number;
  private at = Date.now();

  constructor(private readonly rate: { perSecond: number; burst: number }) {
    this.tokens = rate.burst;
  }

  /** Seconds until there is a token; 0 when there is one now. */
  get waitSeconds() {
    const grown = this.tokens + ((Date.now() - this.at) / 1000) * this.rate.perSecond;
    this.tokens = Math.min(this.rate.burst, grown);
    this.at = Date.now();
    return this.tokens >= 1 ? 0 : Math.ceil((1 - this.tokens) / this.rate.perSecond);
  }

  take() {
    this.tokens--;
  }
}

/** Telegram's limits on sending: about one message a second per chat after a burst, thirty in all. Off at first. */
export class SendLimits {
  private isEnabled = false;
  private overall = new TokenBucket(OVERALL);
  private perChat = new Map<number, TokenBucket>();

  get enabled() {
    return this.isEnabled;
  }

  set enabled(enabled: boolean) {
    this.isEnabled = enabled;
    this.overall = new TokenBucket(OVERALL);
    this.perChat = new Map();
  }

  /** Counts the call. Throws 429 with `retry_after` when it is one too many. */
  admit(method: string, chatId: number | undefined) {
    if (!this.isEnabled || chatId === undefined || !counted.test(method)) return;
    const chat = this.perChat.get(chatId) ?? new TokenBucket(PER_CHAT);
    this.perChat.set(chatId, chat);
    const wait = Math.max(chat.waitSeconds, this.overall.waitSeconds);
    if (wait > 0) throw tooManyRequests(wait);
    chat.take();
    this.overall.take();
  }
}
