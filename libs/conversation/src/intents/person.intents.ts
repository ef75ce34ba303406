import type { AspectRatio, SpeechLanguage, TimeZone, VoiceMode } from '@aisha/contracts';

/** What is to be done about what a person chooses for themselves. */
export type SettingsIntent =
  | { do: 'show-settings' | 'show-time-zones' | 'show-speech-languages' }
  /** `null`: the language of their app. */
  | { do: 'set-language'; language: 'ru' | 'en' | null }
  | { do: 'set-time-zone'; zone: TimeZone }
  | { do: 'set-news' | 'set-sound' | 'set-quick'; on: boolean }
  /** `null`: as in the last picture. */
  | { do: 'set-default-ratio'; ratio: AspectRatio | null }
  | { do: 'set-voice-mode'; mode: VoiceMode }
  /** `null`: the model detects it. */
  | { do: 'set-speech-language'; language: SpeechLanguage | null }
  | { do: 'choose-first'; avatarId: string };

/** What is to be done about the person. */
export type PersonIntent =
  | { do: 'show-profile' | 'show-invitation' }
  | { do: 'accept-invitation'; code: string }
  /** `back`: callback data of what they were doing. */
  | { do: 'redeem-promo'; code: string; back?: string }
  | SettingsIntent;
