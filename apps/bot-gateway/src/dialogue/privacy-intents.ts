import { Injectable } from '@nestjs/common';
import { Departures, type User } from '@aisha/accounts';
import type { PrivacyIntent } from '@aisha/conversation';
import { Belongings, Exports, Forgettings } from '@aisha/privacy';
import type { Appliers } from './appliers';
import { type Circumstances, type Outcome, saying } from './outcome';

/** What was asked about is not what is there now: it is asked anew. */
const ASKED_ANEW: Outcome = saying({ kind: 'delete-me-request' }, { alert: 'stale' });

/** What the dialogue wants of what is stored. */
@Injectable()
export class PrivacyIntents {
  constructor(
    private readonly exports: Exports,
    private readonly belongings: Belongings,
    private readonly forgettings: Forgettings,
    private readonly departures: Departures,
  ) {}

  readonly appliers: Appliers<PrivacyIntent> = {
    'show-privacy': () => saying({ kind: 'privacy' }),
    'export-data': (_, circumstances) => this.export(circumstances),
    'ask-delete-me': () => saying({ kind: 'delete-me-request' }),
    'confirm-delete-me': async ({ of }, { user }) =>
      (await this.isStill(user, of)) ? saying({ kind: 'delete-me-confirmation' }) : ASKED_ANEW,
    'delete-me': ({ of }, circumstances) => this.delete(of, circumstances),
  };

  private async export({ user, chat }: Circumstances): Promise<Outcome> {
    const requested = await this.exports.request(user.id, chat);
    switch (requested.outcome) {
      case 'started':
        return saying({ kind: 'export-started' }, { fresh: true });
      case 'too-soon':
        return saying({ kind: 'export-too-soon', hours: requested.hours }, { fresh: true });
      case 'busy':
        return saying({ kind: 'export-started' }, { fresh: true, alert: 'export-busy' });
    }
  }

  private async isStill(user: User, of: string): Promise<boolean> {
    return (await this.belongings.of(user)).digest === of;
  }

  private async delete(of: string, { user, chat }: Circumstances): Promise<Outcome> {
    const { language } = user;
    const mark = this.departures.markOf(user.telegramId);
    const requested = await this.forgettings.request(user, chat, of, mark);
    return requested.outcome === 'leaving'
      ? saying({ kind: 'leaving', receipt: requested.receipt, language })
      : ASKED_ANEW;
  }
}
