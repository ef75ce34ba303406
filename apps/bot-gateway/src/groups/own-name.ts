import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { BotIdentity } from '../bot-identity';
import { BotName } from '../messages/bot-name';
import { COMMANDS } from '../sending/bot-profile';
import type { OwnName as Names } from './read-group-message';

/** Commands of groups that no menu of the private chat has. */
const IN_GROUPS = ['text', 'transcribe', 'new', 'ask', 'start'];

/**
 * What the bot is called in groups. Telegram is asked at the start and not while an update is handled; until it has
 * answered mentions are not known as ours, while replies, commands and the name in words are.
 */
@Injectable()
export class OwnName implements OnApplicationBootstrap {
  private username?: string;

  constructor(
    private readonly botName: BotName,
    private readonly identity: BotIdentity,
  ) {}

  onApplicationBootstrap(): void {
    this.learn();
  }

  get names(): Names {
    if (this.username === undefined) this.learn();
    const { botId } = this.identity;
    return { botId, username: this.username, commands: [...COMMANDS, ...IN_GROUPS] };
  }

  private learn(): void {
    this.botName.get().then(
      (username) => (this.username = username),
      () => undefined, // the next message asks again
    );
  }
}
