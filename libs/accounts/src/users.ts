import { Injectable } from '@nestjs/common';
import { Database, type Language, User } from '@aisha/database';
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

/** Russian for those who use it or a neighbour's app, English for all others. */
export const languageOf = (code: string | undefined): Language =>
  ['ru', 'uk', 'be', 'kk', 'ky', 'uz', 'tg'].includes((code ?? 'ru').slice(0, 2).toLowerCase())
    ? 'ru'
    : 'en';

/** The people who use the bot. */
@Injectable()
export class Users {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly welcome: WelcomeGrant,
  ) {}

  /** The row of a person, made at their first word together with their welcome credits. */
  async register(person: Person): Promise<User> {
    const known = await this.findByTelegramId(person.telegramId);
    return known && isUnchanged(known, person) ? known : this.write(person);
  }

  find(id: string): Promise<User | null> {
    return this.database.repository(User).findOneBy({ id });
  }

  findByTelegramId(telegramId: number): Promise<User | null> {
    return this.database.repository(User).findOneBy({ telegramId });
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
      if (row!.created && this.welcome.credits > 0) {
        await this.ledger.grant(row!.id, this.welcome.credits, `welcome-${row!.id}`);
      }
      return this.database.repository(User).findOneByOrFail({ id: row!.id });
    });
  }
}

const isUnchanged = (user: User, person: Person): boolean =>
  user.firstName === person.firstName &&
  user.username === (person.username ?? null) &&
  user.language === languageOf(person.languageCode);
