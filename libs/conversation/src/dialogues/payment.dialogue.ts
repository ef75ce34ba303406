import type { PaymentAction } from '../actions/payment.actions';
import type { Input } from '../input';
import { fits, LIMITS } from '../limits';
import type { Session } from '../session';
import { act, say, type Turn } from '../turn';

export function onPaymentPress(session: Session, action: PaymentAction): Turn {
  switch (action.do) {
    case 'topup':
      return say({ kind: 'topup' }, session);
    case 'topup-for':
      return say({ kind: 'topup', ...wayBack(action.back) }, session);
    case 'buy':
      return act({ do: 'buy', packageId: action.packageId, ...wayBack(action.back) }, session);
    case 'terms':
    case 'paysupport':
      return say({ kind: action.do }, session);
  }
}

/** @returns undefined for commands that are about something else */
export function onPaymentCommand(
  session: Session,
  { name, argument = '' }: Extract<Input, { kind: 'command' }>,
): Turn | undefined {
  switch (name) {
    case 'start': // a forwarded invoice leads here
      return argument === 'topup' ? say({ kind: 'topup' }, session) : undefined;
    case 'topup':
    case 'terms':
      return say({ kind: name }, session);
    case 'paysupport':
      return onSupport(session, argument.trim());
    default:
      return undefined;
  }
}

function onSupport(session: Session, text: string): Turn {
  if (text === '') return say({ kind: 'paysupport' }, session);
  return fits(text, LIMITS.supportQuestion)
    ? act({ do: 'ask-support', text }, session)
    : say({ kind: 'support-too-long', limit: LIMITS.supportQuestion.max }, session);
}

const wayBack = (back: string): { back?: string } => (back === '' ? {} : { back });
