import { Injectable } from '@nestjs/common';
import { Consents } from '@aisha/accounts';
import { consentNeeded, encodeAction, IDLE, type Intent } from '@aisha/conversation';
import { type Circumstances, type Outcome, saying } from './outcome';

/** Stands before everything that takes a photo or asks for one: who has not agreed is asked to, and nothing is done. */
@Injectable()
export class ConsentGate {
  constructor(private readonly consents: Consents) {}

  /** @returns what is said in place of doing it; undefined where the way is free */
  async stop(intent: Intent, { user, album }: Circumstances): Promise<Outcome | undefined> {
    const needed = consentNeeded(intent);
    if (!needed || (await this.consents.isGiven(user))) return undefined;
    const { wanted, hasPhoto } = needed;
    const once = album === undefined ? undefined : `consent-${album}`;
    return saying(
      { kind: 'consent-request', wanted: encodeAction(wanted), hasPhoto },
      // Where photos are sent they stay: the rest of an album is for the same screen.
      hasPhoto ? { once } : { session: IDLE },
    );
  }
}
