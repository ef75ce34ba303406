import { Injectable } from '@nestjs/common';
import { type Action, encodeAction, type Intent } from '@aisha/conversation';
import { type Circumstances, type Outcome, saying } from './outcome';

/** Photos of an album come one by one, and are asked about once. */
const SLOT = 'consent';

/**
 * Before any photo of a person is asked for or stored, they agree to what becomes of it. Everything that leads to a
 * photo passes here: what is not agreed to is not done, and goes on from the button that agrees.
 */
@Injectable()
export class ConsentGate {
  /** @returns what is said instead of doing it; undefined when nothing stands in the way */
  before(intent: Intent, { user }: Circumstances): Outcome | undefined {
    if (user.consentedAt !== null) return undefined;
    const wanted = wantedBy(intent);
    return (
      wanted && saying({ kind: 'consent-request', wanted: encodeAction(wanted) }, { slot: SLOT })
    );
  }
}

/** What leads to an intent that is about photos; undefined for one that is about none. */
function wantedBy(intent: Intent): Action | undefined {
  switch (intent.do) {
    case 'begin-avatar':
    case 'create-draft':
      return { do: 'new-avatar' };
    case 'resume-draft':
    case 'add-photo':
      return { do: 'add-photos' };
    case 'retrain':
    case 'replace-photos':
      return intent;
    case 'ask-photo':
      return { do: 'photo-for', avatarId: intent.avatarId, use: intent.use };
    case 'describe-photo':
      return { do: 'photo-for', avatarId: intent.avatarId, use: 'words' };
    case 'begin-order':
      return intent.photo && { do: 'photo-for', avatarId: intent.avatarId, use: 'source' };
    case 'start-from-photo':
      return { do: 'order', orderId: intent.orderId };
    default:
      return undefined;
  }
}
