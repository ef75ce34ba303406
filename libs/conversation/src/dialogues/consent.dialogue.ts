import { type Action, decodeAction } from '../action';
import type { ConsentAction } from '../actions/consent.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

/** @param lead what a press of any other button does: whoever agrees goes on with what they wanted */
export function onConsentPress(
  session: Session,
  action: ConsentAction,
  lead: (session: Session, wanted: Action) => Turn,
): Turn {
  switch (action.do) {
    case 'agree': {
      const wanted = decodeAction(action.wanted);
      const next = lead(session, wanted && wanted.do !== 'agree' ? wanted : { do: 'menu' });
      return { session: next.session, intents: [{ do: 'give-consent' }, ...next.intents] };
    }
    case 'disagree':
      return act({ do: 'refuse-consent' });
  }
}
