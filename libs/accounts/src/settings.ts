import { Injectable } from '@nestjs/common';
import type { Persona } from '@aisha/contracts';
import { Database, type Language, type VoiceMode } from '@aisha/database';
import type { User } from './users';

/**
 * What a person chooses for themselves. Each change is also made to the `user` that is given, which the rest of the
 * transaction has in hand.
 */
@Injectable()
export class Settings {
  constructor(private readonly database: Database) {}

  /** @param chosen null: the language of their app */
  async setLanguage(user: User, chosen: Language | null): Promise<void> {
    const [row] = await this.database.query<{ language: Language }>(
      'update users set chosen_language = $2 where id = $1 returning language',
      [user.id, chosen],
    );
    Object.assign(user, { chosenLanguage: chosen, language: chosen ?? row!.language });
  }

  /** @param timeZone IANA name */
  async setTimeZone(user: User, timeZone: string): Promise<void> {
    await this.database.query('update users set time_zone = $2 where id = $1', [user.id, timeZone]);
    user.timeZone = timeZone;
  }

  /** Whether they hear news, which go to everybody. */
  async setNews(user: User, news: boolean): Promise<void> {
    await this.database.query('update users set news = $2 where id = $1', [user.id, news]);
    user.news = news;
  }

  /** Whether messages ring. */
  async setSound(user: User, sound: boolean): Promise<void> {
    await this.database.query('update users set sound = $2 where id = $1', [user.id, sound]);
    user.sound = sound;
  }

  /** As whom the assistant answers from now on. */
  async setPersona(user: User, persona: Persona): Promise<void> {
    await this.database.query('update users set persona = $2 where id = $1', [user.id, persona]);
    user.persona = persona;
  }

  /** What they get for a recording from now on. */
  async setVoiceMode(user: User, mode: VoiceMode): Promise<void> {
    await this.database.query('update users set voice_mode = $2 where id = $1', [user.id, mode]);
    user.voiceMode = mode;
  }

  /** @param language ISO 639-1; null: the model detects it */
  async setSpeechLanguage(user: User, language: string | null): Promise<void> {
    await this.database.query('update users set speech_language = $2 where id = $1', [
      user.id,
      language,
    ]);
    user.speechLanguage = language;
  }
}
