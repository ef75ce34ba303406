import type { PrivacyAction } from '../actions/privacy.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

export function onPrivacyPress(session: Session, action: PrivacyAction): Turn {
  switch (action.do) {
    case 'privacy':
      return act({ do: 'show-privacy' });
    case 'export-data':
      return act({ do: 'export-data' }, session);
    case 'ask-delete-me':
      return act({ do: 'ask-delete-me' });
    case 'delete-me':
      return act({ do: 'confirm-delete-me', of: action.of });
    case 'delete-me-for-good':
      return act({ do: 'delete-me', of: action.of });
  }
}
