import type { TranscriptView } from '@aisha/contracts';
import type { AnnouncedFile, AudioSource } from '../input';

/** What is to be done about recordings. */
export type RecordingIntent =
  | { do: 'transcribe'; source: AudioSource; file: AnnouncedFile }
  | {
      do:
        | 'pay-transcript'
        | 'decline-transcript'
        | 'promo-transcript'
        | 'open-transcript'
        | 'answer-transcript'
        | 'show-transcript'
        | 'transcript-audio';
      transcriptId: string;
    };

/** What is to be done about transcripts that are there, and about what recordings are turned into. */
export type TranscriptCardIntent =
  | { do: 'rename-transcript' | 'ask-delete-transcript'; transcriptId: string }
  | { do: 'name-transcript'; transcriptId: string; title: string }
  /** `view`: what the person sees then. */
  | { do: 'delete-transcript'; transcriptId: string; view: TranscriptView }
  | { do: 'choose-voice-mode'; mode: 'both' | 'transcript' | 'answer' };

export type TranscriptIntent = RecordingIntent | TranscriptCardIntent;
