/** What a recording is turned into: its text, an answer to what was said, or both. */
export const VOICE_MODES = ['both', 'transcript', 'answer'] as const;
export type VoiceMode = (typeof VOICE_MODES)[number];

/** Languages of recordings that a person can choose, by ISO 639-1: the most used among those who use the bot. */
export const SPEECH_LANGUAGES = [
  'ru',
  'en',
  'uk',
  'be',
  'kk',
  'uz',
  'hy',
  'ka',
  'az',
  'tr',
  'de',
  'fr',
  'es',
  'it',
  'zh',
] as const;
export type SpeechLanguage = (typeof SPEECH_LANGUAGES)[number];
