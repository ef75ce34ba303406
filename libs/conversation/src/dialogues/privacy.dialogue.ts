import type { PrivacyAction } from '../actions/privacy.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

export function onPrivacyPress(session: Session, action: PrivacyAction): Turn {
  switch (action.do) {
    case 'privacy':
      return act({ do: 'show-privacy' });
  }
}
