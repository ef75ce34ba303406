import type { StandingAction } from '../actions/standing.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

export function onStandingPress(session: Session, action: StandingAction): Turn {
  switch (action.do) {
    case 'no-news':
      return act({ do: 'stop-news' }, session);
  }
}
