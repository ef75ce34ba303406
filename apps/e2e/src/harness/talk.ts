import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@aisha/testing';
import { welcomed } from './journeys';
import type { Person } from './person';
import type { Stack } from './stack';

interface Call {
  seq: number;
  at: number;
  method: string;
  chatId?: number;
}

/** Where people meet the bot: processes of the tests, or containers. */
type Place = Pick<Stack, 'newPerson' | 'rows'> & { urls: { telegram: string } };

const ANSWERED_MS = 60_000;
/** Questions that are being answered at any moment. */
const AT_WORK = 10;

/** Many people who ask for help in turn at a steady pace, whatever the bot does; each question has one answer. */
export class Talk {
  private readonly stop = new AbortController();
  private readonly said = new Map<number, number>();
  private talking: Promise<void> = Promise.resolve();
  /** What the stand-in's log said so far, since the beginning of the talk. */
  private readonly heard: Call[] = [];
  private lastSeq = 0;

  private constructor(
    private readonly place: Place,
    private readonly people: Person[],
    private readonly eachMs: number,
  ) {}

  static async among(place: Place, { people: count = 10, eachMs = 40 } = {}): Promise<Talk> {
    const people = await Promise.all(Array.from({ length: count }, () => welcomed(place)));
    return new Talk(place, people, eachMs);
  }

  /** Resolves when answers flow. */
  async begin(): Promise<this> {
    await this.calls();
    this.heard.length = 0;
    this.talking = this.talk();
    await eventually(async () => (await this.answers()).length >= 5, { timeoutMs: ANSWERED_MS });
    return this;
  }

  /** Ends it and waits until all is answered. */
  async end(): Promise<void> {
    this.stop.abort();
    await this.talking;
    await this.allAnswered();
  }

  /** Waits until hardly anybody waits for an answer: a gap would hide behind a backlog. */
  async caughtUp(): Promise<void> {
    await eventually(
      async () => {
        const said = [...this.said.values()].reduce((sum, count) => sum + count, 0);
        const open = said - (await this.answers()).length;
        if (open > AT_WORK) throw new Error(`${open} answers are open`);
      },
      { timeoutMs: ANSWERED_MS },
    );
  }

  /** Times of all answers, in milliseconds of this machine's clock. */
  async answers(): Promise<number[]> {
    return (await this.calls()).filter(isAnswer).map(({ at }) => at);
  }

  /** The longest time without an answer between two moments, in milliseconds. */
  async gap(from: number, to: number): Promise<number> {
    const times = (await this.answers()).filter((at) => at >= from && at <= to);
    return Math.max(...times.map((at, index) => at - (times[index - 1] ?? from)));
  }

  /** Answers too many: of sends whose outcome nobody knew. */
  async doubled(): Promise<number> {
    const counts = await this.answersByChat();
    return [...this.said].reduce((sum, [id, said]) => sum + (counts.get(id) ?? 0) - said, 0);
  }

  /** Questions whose handling came before that of an earlier one of the same person, or never. */
  async misplaced(): Promise<number> {
    const [row] = await this.place.rows<{ count: string }>(
      `select count(*) from (
         select status, done_at, lag(done_at) over (partition by chat_id order by update_id) as earlier
         from inbox_updates where chat_id = any($1)) i
       where status <> 'done' or done_at < earlier`,
      [[...this.said.keys()]],
    );
    return Number(row!.count);
  }

  private async talk(): Promise<void> {
    const begun = performance.now();
    const posts: Promise<void>[] = [];
    for (let index = 0; !this.stop.signal.aborted; index++) {
      const person = this.people[index % this.people.length]!;
      this.said.set(person.id, (this.said.get(person.id) ?? 0) + 1);
      posts.push(person.say('/help'));
      const waitMs = begun + (index + 1) * this.eachMs - performance.now();
      await delay(Math.max(0, waitMs), undefined, { signal: this.stop.signal }).catch(
        () => undefined,
      );
    }
    await Promise.all(posts);
  }

  private async allAnswered(): Promise<void> {
    await eventually(
      async () => {
        const counts = await this.answersByChat();
        const missing = [...this.said].filter(([id, said]) => (counts.get(id) ?? 0) < said);
        if (missing.length > 0) throw new Error(`${missing.length} people wait for an answer`);
      },
      { timeoutMs: ANSWERED_MS },
    );
  }

  private async answersByChat(): Promise<Map<number, number>> {
    const counts = new Map<number, number>();
    for (const { chatId } of (await this.calls()).filter(isAnswer)) {
      counts.set(chatId!, (counts.get(chatId!) ?? 0) + 1);
    }
    return counts;
  }

  private async calls(): Promise<Call[]> {
    const url = new URL(`/_sandbox/log?after=${this.lastSeq}`, this.place.urls.telegram);
    const fresh = (await (await fetch(url)).json()) as Call[];
    const unheard = fresh.filter(({ seq }) => seq > this.lastSeq); // two questions may have overlapped
    this.heard.push(...unheard);
    this.lastSeq = unheard.at(-1)?.seq ?? this.lastSeq;
    return this.heard;
  }
}

const isAnswer = ({ method }: Call): boolean => method === 'sendMessage';
