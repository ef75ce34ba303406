import type { AnnouncedFile, AudioSource } from '../input';

/** What is to be done about recordings. */
export type TranscriptIntent =
  | { do: 'transcribe'; source: AudioSource; file: AnnouncedFile }
  | { do: 'pay-transcript' | 'decline-transcript' | 'open-transcript'; transcriptId: string };
