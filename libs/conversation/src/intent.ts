import type { Notice } from '@aisha/contracts';
import type {
  AvatarCardIntent,
  AvatarIntent,
  DraftIntent,
  TrainingIntent,
} from './intents/avatar.intents';
import type { ConsentIntent } from './intents/consent.intents';
import type { DocumentIntent } from './intents/document.intents';
import type { GalleryIntent } from './intents/gallery.intents';
import type { MoneyIntent } from './intents/money.intents';
import type { OperatorIntent } from './intents/operator.intents';
import type { PaymentIntent } from './intents/payment.intents';
import type { PersonIntent, SettingsIntent } from './intents/person.intents';
import type { PhotoIntent } from './intents/photo.intents';
import type { OrderIntent, PictureIntent, StyleIntent } from './intents/picture.intents';
import type { PrivacyIntent } from './intents/privacy.intents';
import type { StandingIntent } from './intents/standing.intents';
import type { AnswerIntent } from './intents/talk.intents';
import type {
  RecordingIntent,
  TranscriptCardIntent,
  TranscriptIntent,
} from './intents/transcript.intents';

/** What is to be done about what a person says, whatever it is about. */
export type TalkIntent =
  { do: 'say'; notice: Notice } | { do: 'say-stale' } | { do: 'ask-assistant'; question: string };

/** What is to be done about an input. The dialogue decides; domain services do. */
export type Intent =
  | TalkIntent
  | AnswerIntent
  | MoneyIntent
  | PaymentIntent
  | PersonIntent
  | ConsentIntent
  | PrivacyIntent
  | OperatorIntent
  | StandingIntent
  | AvatarIntent
  | PhotoIntent
  | PictureIntent
  | GalleryIntent
  | TranscriptIntent
  | DocumentIntent;
export type {
  AnswerIntent,
  AvatarCardIntent,
  AvatarIntent,
  ConsentIntent,
  DocumentIntent,
  DraftIntent,
  GalleryIntent,
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
  TrainingIntent,
  TranscriptCardIntent,
  TranscriptIntent,
};
