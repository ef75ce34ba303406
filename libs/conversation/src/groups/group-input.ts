import type { GroupTranscribes } from '@aisha/contracts';
import type { Action } from '../action';
import type { AnnouncedFile, AudioSource } from '../input';

export interface Recording {
  source: AudioSource;
  file: AnnouncedFile;
}

/** What somebody did in a group, free of Telegram's shapes. */
export type GroupInput =
  | {
      kind: 'message';
      /** By a command of ours, a mention, our name in front, or as a reply to us. */
      addressedBy?: 'command' | 'mention' | 'name' | 'reply';
      /** The words without what addressed them; of a command, what stands behind it. */
      text: string;
      command?: string;
      recording?: Recording;
      /** The message that it replies to, where it is another person's. */
      repliedTo?: { recording?: Recording; text?: string };
    }
  | { kind: 'press'; action?: Action };

/** What is known of a group and of who speaks in it. */
export interface GroupSetting {
  transcribe: GroupTranscribes;
  /** The speaker's first name. */
  speaker: string;
}

/** What is to be done in a group. */
export type GroupIntent =
  | {
      do: 'say-in-group';
      what: 'help' | 'private-only' | 'which-recording' | 'words-too-long' | 'settings';
    }
  | { do: 'ask-in-group'; question: string }
  | ({ do: 'transcribe-in-group' } & Recording)
  | { do: 'renew-group' }
  | { do: 'pay-in-group' | 'decline-in-group'; transcriptId: string }
  | { do: 'want-group-transcribe'; when: GroupTranscribes }
  | { do: 'stale-in-group' };
