import type { Action } from './action';

/** A file as Telegram announces it; its bytes come later. */
export interface AnnouncedFile {
  telegramFileId: string;
  fileName?: string;
  mimeType?: string;
  /** In bytes, as claimed. */
  size?: number;
}
export type AudioSource = 'voice' | 'audio' | 'document' | 'video-note' | 'video';

/** What a person did, free of Telegram's shapes. */
export type Input =
  /** `argument`: what stands behind the command, or in the link that led here. */
  | { kind: 'command'; name: string; argument?: string }
  | { kind: 'text'; text: string }
  | { kind: 'press'; action: Action }
  | { kind: 'stale-press' }
  | { kind: 'audio'; source: AudioSource; file: AnnouncedFile }
  /** A document whose words can be read. */
  | { kind: 'writing'; file: AnnouncedFile }
  /** `album`: Telegram's id of what came together. */
  | { kind: 'photo'; file: AnnouncedFile; caption?: string; album?: string }
  | { kind: 'unsupported'; what: 'document' | 'sticker' | 'other' };
