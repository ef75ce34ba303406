import type { TalkAction } from '../actions/talk.actions';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

export function onTalkPress(session: Session, action: TalkAction): Turn {
  switch (action.do) {
    case 'stop-answer':
      return act(action, session);
    case 'new-talk':
      return act({ do: 'renew-talk' });
  }
}

/** @returns undefined for a command that is not about the talk */
export function onTalkCommand(session: Session, name: string): Turn | undefined {
  switch (name) {
    case 'stop':
      return act({ do: 'stop-answer' }, session);
    case 'new':
      return act({ do: 'renew-talk' });
    default:
      return undefined;
  }
}
