import type { TranscriptAction } from '../actions/transcript.actions';
import type { Session } from '../session';
import { act, say, type Turn } from '../turn';

export function onTranscriptPress(session: Session, action: TranscriptAction): Turn {
  switch (action.do) {
    case 'transcripts':
      return say({ kind: 'transcripts-list', page: action.page });
    case 'open-transcript':
    case 'pay-transcript':
    case 'decline-transcript':
      return act(action, session);
  }
}
