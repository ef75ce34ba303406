import { TRANSCRIPT_WORDS, type TranscriptView } from '@aisha/contracts';
import type { TranscriptAction } from '../actions/transcript.actions';
import { fits, LIMITS } from '../limits';
import { IDLE, type Session } from '../session';
import { act, say, type Turn } from '../turn';

const ALL: TranscriptView = { page: 0 };

/** The list that this person looked at last. */
const listOf = ({ transcripts }: Session): TranscriptView => transcripts ?? ALL;

export function onTranscriptPress(session: Session, action: TranscriptAction): Turn {
  switch (action.do) {
    case 'transcripts':
      return look({ page: action.page });
    case 'transcripts-found':
      return look({ ...listOf(session), page: action.page });
    case 'transcripts-back':
      return look(listOf(session));
    case 'transcripts-search':
      return say({ kind: 'transcripts-search-request' }, { screen: 'transcript-search' });
    case 'transcript-modes':
      return say({ kind: 'transcript-modes' }, session);
    case 'transcript-mode':
      return act({ do: 'choose-voice-mode', mode: action.mode }, session);
    case 'delete-transcript':
      return act({ ...action, view: afterDeleting(listOf(session)) });
    case 'open-transcript':
      // Also the way out of naming and of searching.
      return act(action, isAsked(session) ? IDLE : session);
    default:
      return act(action, session);
  }
}

const isAsked = ({ screen }: Session): boolean =>
  screen === 'transcript-title' || screen === 'transcript-search';

/** All transcripts from the newest on. */
export const openTranscripts = (): Turn => look(ALL);

/** What a person wants to find in their transcripts. */
export function onTranscriptWords(text: string, session: Session): Turn {
  const words = inOneLine(text);
  return fits(words, TRANSCRIPT_WORDS)
    ? look({ page: 0, words })
    : say({ kind: 'transcripts-search-invalid' }, session);
}

/** What a person wants to call a transcript. */
export function onTranscriptTitle(
  text: string,
  session: Extract<Session, { screen: 'transcript-title' }>,
): Turn {
  const title = inOneLine(text);
  return fits(title, LIMITS.transcriptTitle)
    ? act({ do: 'name-transcript', transcriptId: session.transcriptId, title })
    : say({ kind: 'transcript-rename-invalid' }, session);
}

const look = (view: TranscriptView): Turn =>
  say({ kind: 'transcripts-list', ...view }, { screen: 'idle', transcripts: view });

/** A last page may be empty by then. */
const afterDeleting = (view: TranscriptView): TranscriptView => ({ ...view, page: 0 });

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
