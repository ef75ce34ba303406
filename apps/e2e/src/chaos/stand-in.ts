import type { Call } from './history';

const PAGE = 5_000;

/** The Telegram stand-in's side doors. */
export class StandIn {
  private seen = 0;
  /** All that it carried out so far, as far as `readLog` has come. */
  readonly calls: Call[] = [];

  constructor(private readonly url: string) {}

  async readLog(): Promise<void> {
    for (;;) {
      const page = await this.get<Call[]>(`/log?after=${this.seen}&limit=${PAGE}`);
      this.calls.push(...page);
      this.seen = page.at(-1)?.seq ?? this.seen;
      if (page.length < PAGE) return;
    }
  }

  get<Result>(path: string): Promise<Result> {
    return this.call<Result>(path);
  }

  async post<Result>(path: string, body: object): Promise<Result> {
    return this.call<Result>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  state(): Promise<{ pendingUpdates: number; polls: { overlaps: number; conflicts: number } }> {
    return this.get('/state');
  }

  private async call<Result>(path: string, init?: RequestInit): Promise<Result> {
    const response = await fetch(`${this.url}/_sandbox${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Result;
  }
}
