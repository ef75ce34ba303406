import type { AspectRatio, Notice } from '@aisha/contracts';
import type { AnnouncedFile, AudioSource } from './input';

/** What is to be done about an input. The dialogue decides; domain services do. */
export type Intent =
  | { do: 'say'; notice: Notice }
  | { do: 'ask-assistant'; question: string }
  | { do: 'transcribe'; source: AudioSource; file: AnnouncedFile }
  | { do: 'pay-transcript' | 'decline-transcript' | 'open-transcript'; transcriptId: string }
  | { do: 'begin-avatar' | 'resume-draft' | 'review-draft' | 'discard-draft' }
  | { do: 'create-draft'; name: string; gender: 'female' | 'male' }
  | { do: 'add-photo'; file: AnnouncedFile }
  | { do: 'train' | 'open-avatar'; avatarId: string }
  | { do: 'begin-picture'; avatarId?: string }
  | { do: 'draw'; avatarId: string; prompt: string; ratio: AspectRatio }
  | { do: 'show-gallery'; imageId?: string }
  | { do: 'ask-delete-image' | 'delete-image'; imageId: string }
  | { do: 'say-stale' };
