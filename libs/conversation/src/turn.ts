import type { Notice } from '@aisha/contracts';
import type { AnnouncedFile } from './input';
import type { Intent } from './intent';
import { LIMITS } from './limits';
import { IDLE, type Session } from './session';

/** Where a person stands next and what is to be done. */
export interface Turn {
  session: Session;
  intents: Intent[];
}

export const say = (notice: Notice, session: Session = IDLE): Turn => ({
  session,
  intents: [{ do: 'say', notice }],
});
export const act = (intent: Intent, session: Session = IDLE): Turn => ({
  session,
  intents: [intent],
});
export const stale = (session: Session): Turn => act({ do: 'say-stale' }, session);

/** A file above Telegram's limit can't be fetched, so it is refused at once. */
export function ifSmall(session: Session, file: AnnouncedFile, intent: Intent): Turn {
  return (file.size ?? 0) > LIMITS.fileBytes
    ? say({ kind: 'file-too-big', limitMb: LIMITS.fileBytes / 1024 / 1024 }, session)
    : act(intent, session);
}
