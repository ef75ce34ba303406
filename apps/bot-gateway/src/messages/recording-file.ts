import type { IncomingFile } from '@aisha/delivery';
import type { AudioSource } from '@aisha/transcripts';
import type { DocumentFile, FileKind } from './rendered';

const KINDS: Partial<Record<AudioSource, FileKind>> = {
  voice: 'voice',
  audio: 'audio',
  'video-note': 'video_note',
  video: 'video',
};
/** For those whose files have no names in Telegram. */
const ENDINGS: Partial<Record<AudioSource, string>> = {
  voice: '.ogg',
  audio: '.mp3',
  'video-note': '.mp4',
  video: '.mp4',
};

/** A recording as it was sent: by Telegram's id, and from the storage when Telegram has forgotten it. */
export const recordingFile = (
  source: AudioSource,
  { objectKey, telegramFileId, fileName }: IncomingFile,
  gone: string,
): DocumentFile => ({
  key: objectKey,
  telegramFileId,
  as: KINDS[source] ?? 'document',
  fileName: `recording${/\.[a-z0-9]{1,5}$/i.exec(fileName ?? '')?.[0] ?? ENDINGS[source] ?? ''}`,
  gone,
});
