import type { MoneyAction } from '../actions/money.actions';
import type { Session } from '../session';
import { act, say, type Turn } from '../turn';

export function onMoneyPress(session: Session, action: MoneyAction): Turn {
  switch (action.do) {
    case 'balance':
      return act({ do: 'show-balance' }, session);
    case 'money-history':
      return say({ kind: 'money-history', page: action.page }, session);
  }
}
