import type { PersonAction } from '../actions/person.actions';
import type { Session } from '../session';
import { act, say, type Turn } from '../turn';
import { isAboutSettings, settingsIntentOf } from './settings.dialogue';

/** What stands before a person's code in their invitation link. */
export const REFERRAL_MARK = 'ref_';

export function onPersonPress(session: Session, action: PersonAction): Turn {
  if (isAboutSettings(action)) return act(settingsIntentOf(action), session);
  switch (action.do) {
    case 'profile':
      return act({ do: 'show-profile' });
    case 'invite':
      return act({ do: 'show-invitation' }, session);
    case 'promo-code':
      return say({ kind: 'promo-request' }, { screen: 'promo-code' });
  }
}

/** `/start`, and what the link said that led here. */
export function onStart(argument = ''): Turn {
  const turn = say({ kind: 'welcome' });
  if (!argument.startsWith(REFERRAL_MARK)) return turn;
  const code = argument.slice(REFERRAL_MARK.length);
  return { ...turn, intents: [...turn.intents, { do: 'accept-invitation', code }] };
}

/** `/promo`, with the code or without. @param back what they were doing: callback data */
export const onPromo = (code = '', back?: string): Turn =>
  code === ''
    ? say({ kind: 'promo-request' }, { screen: 'promo-code', ...(back && { back }) })
    : act({ do: 'redeem-promo', code, ...(back && { back }) });
