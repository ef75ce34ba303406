import { Injectable } from '@nestjs/common';
import type { Persona } from '@aisha/contracts';
import { Database, type Language, User as UserRow, type VoiceMode } from '@aisha/database';
import { Gathering, unitMemory } from '@aisha/platform';
import { Departures } from './departure/departures';
import { Ledger } from './ledger';
import { WelcomeGrant } from './welcome-grant';

/** Who Telegram says that they are. */
export interface Person {
  telegramId: number;
  firstName: string;
  username?: string;
  /** IETF tag of their app's language. */
  languageCode?: string;
}

/** Somebody who is there, with the language that they read in. */
export type User = UserRow & { telegramId: number };

/** Russian for those who use it or a neighbour's app, English for all others. */
export const languageOf = (code: string | undefined): Language =>
  ['ru', 'uk', 'be', 'kk', 'ky', 'uz', 'tg'].includes((code ?? 'ru').slice(0, 2).toLowerCase())
    ? 'ru'
    : 'en';

/** Beyond this a lookup of many is no cheaper for each. */
const LOOKUP_SIZE = 200;

/** The people who use the bot. */
@Injectable()
export class Users {
  /** Lookups outside of transactions, which senders make by the thousand, go together. */
  private readonly lookups = new Gathering<number, User | null>({
    size: LOOKUP_SIZE,
    concurrency: 2,
    work: async (ids) => {
      const found = await this.select(ids);
      return ids.map((id) => found.get(id) ?? null);
    },
  });

  /** What those who come within a transaction are remembered under. */
  private readonly arrived = {};

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly welcome: WelcomeGrant,
    private readonly departures: Departures,
  ) {}

  /** The row of a person, made at their first word together with their welcome credits. */
  async register(person: Person): Promise<User> {
    const known = await this.findByTelegramId(person.telegramId);
    return known && isUnchanged(known, person) ? known : this.write(person);
  }

  /** @returns null also for one who left */
  async find(id: string): Promise<User | null> {
    const [row] = await this.database.query<{ telegram_id: string | null }>(
      'select telegram_id from users where id = $1',
      [id],
    );
    return row?.telegram_id ? this.findByTelegramId(Number(row.telegram_id)) : null;
  }

  async findByTelegramId(telegramId: number): Promise<User | null> {
    const known = this.memory();
    if (!known) return this.lookups.do(telegramId);
    if (!known.has(telegramId)) await this.preload([telegramId]);
    return known.get(telegramId) ?? null;
  }

  /** Reads these people in one go, for the rest of the surrounding transaction. */
  async preload(telegramIds: number[]): Promise<void> {
    const found = await this.select(telegramIds);
    for (const id of telegramIds) this.memory()?.set(id, found.get(id) ?? null);
  }

  private memory(): Map<number, User | null> | undefined {
    return unitMemory(this, () => new Map<number, User | null>());
  }

  private async select(telegramIds: number[]): Promise<Map<number, User>> {
    const rows = await this.database.prepared<SelectedUser>(
      'read-people',
      `select id, telegram_id, first_name, username, language, chosen_language, time_zone, news,
         sound, voice_mode, speech_language, persona, consented_at, banned_at, leaving_at, created_at
       from users where telegram_id = any($1)`,
      [telegramIds],
    );
    return new Map(rows.map((row) => [Number(row.telegram_id), userOf(row)]));
  }

  /** Whether this person was registered by the surrounding transaction. */
  isNew({ id }: User): boolean {
    return this.arrivals()?.has(id) ?? false;
  }

  private arrivals(): Set<string> | undefined {
    return unitMemory(this.arrived, () => new Set<string>());
  }

  /** Who left and comes back is known again: nothing is given twice. */
  private async receive(id: string, telegramId: number): Promise<void> {
    this.arrivals()?.add(id);
    const earlier = await this.departures.of(telegramId);
    if (earlier) return this.departures.resume(id, earlier);
    const { credits } = this.welcome;
    if (credits > 0) await this.ledger.grant(id, credits, `welcome-${id}`);
  }

  private async write(person: Person): Promise<User> {
    return this.database.transaction(async () => {
      const [row] = await this.database.query<{ id: string; created: boolean }>(
        `insert into users (telegram_id, first_name, username, language) values ($1, $2, $3, $4)
         on conflict (telegram_id) do update set first_name = excluded.first_name,
           username = excluded.username, language = excluded.language
         returning id, (xmax = 0) as created`,
        [
          person.telegramId,
          person.firstName,
          person.username ?? null,
          languageOf(person.languageCode),
        ],
      );
      if (row!.created) await this.receive(row!.id, person.telegramId);
      await this.preload([person.telegramId]);
      return this.memory()!.get(person.telegramId)!;
    });
  }
}

interface SelectedUser {
  id: string;
  telegram_id: string;
  first_name: string;
  username: string | null;
  language: Language;
  chosen_language: Language | null;
  time_zone: string;
  news: boolean;
  sound: boolean;
  voice_mode: VoiceMode;
  persona: Persona;
  speech_language: string | null;
  consented_at: Date | null;
  banned_at: Date | null;
  leaving_at: Date | null;
  created_at: Date;
}

const userOf = (row: SelectedUser): User =>
  Object.assign(new UserRow(), {
    id: row.id,
    telegramId: Number(row.telegram_id),
    firstName: row.first_name,
    username: row.username,
    language: row.chosen_language ?? row.language,
    chosenLanguage: row.chosen_language,
    timeZone: row.time_zone,
    news: row.news,
    sound: row.sound,
    voiceMode: row.voice_mode,
    speechLanguage: row.speech_language,
    persona: row.persona,
    consentedAt: row.consented_at,
    bannedAt: row.banned_at,
    leavingAt: row.leaving_at,
    createdAt: row.created_at,
  });

const isUnchanged = (user: User, person: Person): boolean =>
  user.firstName === person.firstName &&
  user.username === (person.username ?? null) &&
  (user.chosenLanguage !== null || user.language === languageOf(person.languageCode));
