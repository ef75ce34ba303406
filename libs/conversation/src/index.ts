export { type Action, decodeAction, encodeAction } from './action';
export { asWayBack } from './actions/payment.actions';
export {
  FILE_FORMATS,
  type FileFormat,
  TEXT_FORMATS,
  TRANSLATIONS,
  WRITTEN_KINDS,
} from './actions/document.actions';
export { OPERATOR_ACTIONS } from './actions/operator.actions';
export { isAllowedWhenBanned } from './allowed-when-banned';
export { REFERRAL_MARK } from './dialogues/person.dialogue';
export { converse } from './converse';
export type { AnnouncedFile, AudioSource, Input } from './input';
export type {
  AnswerIntent,
  AvatarCardIntent,
  AvatarIntent,
  ConsentIntent,
  DocumentIntent,
  DraftIntent,
  GalleryIntent,
  Intent,
  MoneyIntent,
  OperatorIntent,
  OrderIntent,
  PaymentIntent,
  PersonIntent,
  PhotoIntent,
  PictureIntent,
  PrivacyIntent,
  RecordingIntent,
  StandingIntent,
  SettingsIntent,
  StyleIntent,
  TalkIntent,
  TrainingIntent,
  TranscriptCardIntent,
  TranscriptIntent,
} from './intent';
export type { OperatorDeed } from './intents/operator.intents';
export type { GroupInput, GroupIntent, GroupSetting, Recording } from './groups/group-input';
export { converseInGroup } from './groups/group.dialogue';
export { LIMITS } from './limits';
export { markedDigest } from './marked-digest';
export { type ConsentNeeded, consentNeeded } from './photo-consent';
export { IDLE, keepingViews, readSession, type Session } from './session';
export type { Turn } from './turn';
