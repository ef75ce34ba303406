import { Injectable } from '@nestjs/common';
import { Consents } from '@aisha/accounts';
import type { ConsentIntent } from '@aisha/conversation';
import type { Appliers } from './appliers';
import { saying, STALE } from './outcome';

/** What the dialogue wants of the consent to what becomes of photos. */
@Injectable()
export class ConsentIntents {
  constructor(private readonly consents: Consents) {}

  readonly appliers: Appliers<ConsentIntent> = {
    'give-consent': async (_, { user }) => {
      await this.consents.give(user);
      return { replies: [] };
    },
    /** "No" under an old message does not take back what was agreed to since. */
    'refuse-consent': async (_, { user }) =>
      (await this.consents.isGiven(user)) ? STALE : saying({ kind: 'consent-refused' }),
  };
}
