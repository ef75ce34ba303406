import type { PersonAction } from '../actions/person.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

export function onPersonPress(session: Session, action: PersonAction): Turn {
  switch (action.do) {
    case 'profile':
      return act({ do: 'show-profile' });
  }
}
