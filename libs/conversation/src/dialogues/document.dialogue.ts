import type { DocumentAction } from '../actions/document.actions';
import { fits, LIMITS } from '../limits';
import type { Session } from '../session';
import { act, say, type Turn } from '../turn';

export function onDocumentPress(session: Session, action: DocumentAction): Turn {
  switch (action.do) {
    case 'doc-write':
      return act({ ...action, do: 'write-document' }, session);
    case 'doc-languages':
      return act({ ...action, do: 'offer-languages' }, session);
    case 'doc-translate':
      return act({ ...action, do: 'translate-transcript' }, session);
    case 'doc-formats':
      return act({ ...action, do: 'offer-formats' }, session);
    case 'doc-file':
      return act({ ...action, do: 'make-file' }, session);
    case 'doc-as':
      return act({ ...action, do: 'make-file-of' }, session);
    case 'doc-ask': {
      const { transcriptId } = action;
      const asking: Session = { screen: 'document-question', transcriptId };
      return act({ do: 'begin-questions', transcriptId }, asking);
    }
    case 'doc-leave':
      return say({ kind: 'document-question-left' });
  }
}

/** Question after question is about the same transcript until they leave. */
export const onDocumentQuestion = (
  session: Extract<Session, { screen: 'document-question' }>,
  question: string,
): Turn =>
  fits(question, LIMITS.documentQuestion)
    ? act({ do: 'ask-transcript', question, transcriptId: session.transcriptId }, session)
    : say({ kind: 'document-question-invalid' }, session);
