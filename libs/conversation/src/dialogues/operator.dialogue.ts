import type { OperatorAction } from '../actions/operator.actions';
import type { OperatorDeed } from '../intents/operator.intents';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

/** Where an operator stands next is said where it is known that it is one. */
export const onOperatorPress = (session: Session, action: OperatorAction): Turn =>
  act({ do: 'operate', by: 'press', deed: action }, session);

const onOperatorCommand = (session: Session, deed: OperatorDeed): Turn =>
  act({ do: 'operate', by: 'command', deed }, session);

/** `/find` alone asks whom to find. */
export const onFindCommand = (session: Session, words: string | undefined): Turn =>
  onOperatorCommand(session, words ? { do: 'op-typed', task: 'find', words } : { do: 'op-find' });

export const onAdminCommand = (session: Session): Turn =>
  onOperatorCommand(session, { do: 'operator' });

export function onOperatorWords(
  session: Extract<Session, { screen: 'operator-words' }>,
  words: string,
): Turn {
  const { task, subjectId } = session;
  const deed: OperatorDeed = { do: 'op-typed', task, subjectId, words };
  return act({ do: 'operate', by: 'words', deed }, session);
}
