import type { OperatorAction } from '../actions/operator.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

export function onOperatorPress(session: Session, action: OperatorAction): Turn {
  switch (action.do) {
    case 'operator':
      return act({ do: 'show-operator-desk' });
  }
}
