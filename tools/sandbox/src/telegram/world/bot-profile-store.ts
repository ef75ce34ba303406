import type { User } from '../wire.types';
import type { BotCommand, BotProfile, Recorder } from './change.types';

/** Whom a list of commands is for: a serialised scope and a language code, both empty by default. */
export interface CommandAudience {
  scope: string;
  languageCode: string;
}

/** The bot's own account. */
export class BotProfileStore {
  private profile: BotProfile;

  constructor(
    identity: Pick<BotProfile, 'id' | 'firstName' | 'username'>,
    private readonly record: Recorder,
  ) {
    this.profile = { ...identity, commands: [], texts: {} };
  }

  get id() {
    return this.profile.id;
  }

  get user(): User & { username: string } {
    const { id, username, firstName } = this.profile;
    return { id, is_bot: true, first_name: firstName, username };
  }

  get snapshot(): BotProfile {
    return this.profile;
  }

  /** Commands in a person's language where the bot set some, else the ones for everybody. */
  commandsFor(languageCode = ''): BotCommand[] {
    const scopes = ['{"type":"all_private_chats"}', ''];
    const audiences = scopes.flatMap((scope) => [
      { scope, languageCode },
      { scope, languageCode: '' },
    ]);
    return (
      audiences.map((audience) => this.commands(audience)).find((list) => list.length > 0) ?? []
    );
  }

  commands({ scope, languageCode }: CommandAudience): BotCommand[] {
    const found = this.profile.commands.find(
      (entry) => entry.scope === scope && entry.languageCode === languageCode,
    );
    return found?.commands ?? [];
  }

  setCommands(audience: CommandAudience, commands: BotCommand[]) {
    const others = this.profile.commands.filter(
      ({ scope, languageCode }) =>
        scope !== audience.scope || languageCode !== audience.languageCode,
    );
    this.put({ ...this.profile, commands: [...others, { ...audience, commands }] });
  }

  text(name: string) {
    return this.profile.texts[name] ?? '';
  }

  setText(name: string, value: string) {
    this.put({ ...this.profile, texts: { ...this.profile.texts, [name]: value } });
  }

  /** Takes over what an earlier run told; the name is always the one of this run. */
  restore({ commands, texts }: BotProfile) {
    this.profile = { ...this.profile, commands, texts };
  }

  private put(profile: BotProfile) {
    this.profile = profile;
    this.record({ kind: 'bot', profile });
  }
}
