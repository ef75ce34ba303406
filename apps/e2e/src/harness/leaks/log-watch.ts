import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { heard } from '../person';
import { leaksOf, secretsOf } from './log-search';
import { PersonWords } from './person-words';

/** The rows may be out of reach in the end: some journeys stop Postgres. */
const ROWS_MS = 10_000;
/** Enough for all journeys; the benches' crowds repeat themselves. */
const UPDATES_READ = 20_000;

type Rows = <Row>(sql: string) => Promise<Row[]>;

/** Keeps the logs of a stack and searches them, in the end, for what no log may hold. */
export class LogWatch {
  private readonly secrets = new Map<string, string>();

  private constructor(readonly folder: string) {}

  static async open(): Promise<LogWatch> {
    return new LogWatch(await mkdtemp(path.join(tmpdir(), 'aisha-logs-')));
  }

  fileOf(instance: string): string {
    return path.join(this.folder, `${instance}.log`);
  }

  /** Told what an app is given. */
  learn(env: Readonly<Record<string, string>>): void {
    for (const [value, name] of secretsOf(env)) this.secrets.set(value, name);
  }

  /** What people said and heard, read while the rows are still there. */
  async words(rows: Rows): Promise<PersonWords> {
    const words = new PersonWords();
    heard.texts.forEach((text) => words.addText(text));
    heard.names.forEach((name) => words.addName(name));
    const reading = this.readRows(rows, words).catch(() => undefined);
    await Promise.race([reading, delay(ROWS_MS, undefined, { ref: false })]);
    return words;
  }

  /** @throws Error that names each file, line and kind; the logs are kept then */
  async search(words: PersonWords): Promise<void> {
    const leaks = await leaksOf(this.folder, { secrets: this.secrets, words });
    if (leaks.length > 0) {
      throw new Error(`confidential words in the logs of ${this.folder}:\n${leaks.join('\n')}`);
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async readRows(rows: Rows, words: PersonWords): Promise<void> {
    const updates = await rows<{ payload: string }>(
      `select payload from inbox_updates order by received_at limit ${UPDATES_READ}`,
    );
    updates.forEach(({ payload }) => words.addUpdate(JSON.parse(payload)));
    const answers = await rows<{ text: string }>(
      `select text from transcripts where text is not null
       union all select question from answers
       union all select text from answers where text is not null
       union all select words from prompts limit ${UPDATES_READ}`,
    );
    answers.forEach(({ text }) => words.addText(text, 'words that a person said or heard'));
  }
}
