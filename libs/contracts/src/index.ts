export * from './aspect-ratio';
export * from './gallery-filter';
export * from './job';
export * from './notice';
export * from './speech';
export * from './time-zones';
export type { AnswerNotice } from './notices/answer.notices';
export * from './transcript-view';
export type { AvatarCardNotice } from './notices/avatar-card.notices';
export * from './personas';
export * from './picture-quality';
export type { AvatarNotice } from './notices/avatar.notices';
export type { ConsentNotice } from './notices/consent.notices';
export type { DocumentNotice } from './notices/document.notices';
export type { GalleryNotice } from './notices/gallery.notices';
export {
  GROUP_TRANSCRIBES,
  type GroupNotice,
  type GroupTranscribes,
} from './notices/group.notices';
export type { MenuNotice } from './notices/menu.notices';
export type { MoneyHistoryNotice } from './notices/money-history.notices';
export type { MoneyNotice } from './notices/money.notices';
export type { PaymentNotice } from './notices/payment.notices';
export * from './operator-verbs';
export * from './stuck-kinds';
export * from './held-kinds';
export * from './result-kinds';
export {
  OPERATOR_MISTAKES,
  OPERATOR_TASKS,
  type OperatorMistake,
  type OperatorNotice,
  type OperatorTask,
} from './notices/operator.notices';
export type { OperatorCostsNotice } from './notices/operator-costs.notices';
export type { StandingNotice } from './notices/standing.notices';
export type { PersonNotice, SettingsNotice } from './notices/person.notices';
export type { DraftPhotoNotice, PhotoNotice } from './notices/photo.notices';
export type { PictureNotice } from './notices/picture.notices';
export {
  deletedCounts,
  type DeletedCounts,
  type FarewellNotice,
  type PrivacyNotice,
} from './notices/privacy.notices';
export type { TrainingNotice } from './notices/training.notices';
export type { SpeechNotice } from './notices/speech.notices';
export type { TranscriptNotice } from './notices/transcript.notices';
export * from './events/gateway-heartbeat.event';
export * from './events/gateway-step-down.event';
export * from './jobs/send-message.job';
export * from './jobs/fetch-file.job';
export * from './jobs/probe-audio.job';
export * from './jobs/cut-recording.job';
export * from './jobs/transcribe-audio.job';
export * from './jobs/transcribe-piece.job';
export * from './jobs/answer-person.job';
export * from './jobs/follow-answer.job';
export * from './jobs/speak-answer.job';
export * from './jobs/summarise-talk.job';
export * from './jobs/write-document.job';
export * from './jobs/check-photo.job';
export * from './jobs/train-avatar.job';
export * from './jobs/generate-image.job';
export * from './jobs/write-prompt.job';
export * from './jobs/collect-training.job';
export * from './jobs/collect-image.job';
export * from './jobs/check-object.job';
export * from './jobs/check-chat-admin.job';
export * from './jobs/pack-gallery.job';
export * from './jobs/refund-payment.job';
export * from './jobs/export-person.job';
export * from './jobs/forget-person.job';
