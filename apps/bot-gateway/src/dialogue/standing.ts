import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import type { Input } from '@aisha/conversation';
import { Forgettings } from '@aisha/privacy';
import { type Outcome, saying } from './outcome';
import { refusalOfBanned } from './refusal';

/** Whether somebody is served at all, and with what. */
@Injectable()
export class Standing {
  constructor(private readonly forgettings: Forgettings) {}

  /** What they are told instead; nothing for those who are served. */
  async refusal(user: User, input: Input): Promise<Outcome | undefined> {
    return (await this.leaving(user)) ?? refusalOfBanned(user, input);
  }

  private async leaving({ id, leavingAt, language }: User): Promise<Outcome | undefined> {
    const receipt = leavingAt && (await this.forgettings.receiptOf(id));
    return receipt ? saying({ kind: 'leaving', receipt, language }, { fresh: true }) : undefined;
  }
}
