import type { Provider } from '@nestjs/common';
import type { Intent } from '@aisha/conversation';
import { type InstancesOf, merged } from '../merged';
import type { Appliers } from './appliers';
import { AnswerIntents } from './answer-intents';
import { AvatarCardIntents } from './avatar-card-intents';
import { AvatarIntents } from './avatar-intents';
import { ConsentGate } from './consent-gate';
import { ConsentIntents } from './consent-intents';
import { Dialogue } from './dialogue';
import { DocumentIntents } from './document-intents';
import { GalleryIntents } from './gallery-intents';
import { APPLIERS, IntentApplier } from './intent-applier';
import { MoneyIntents } from './money-intents';
import { OperatorIntents } from './operator-intents';
import { OrderIntents } from './order-intents';
import { PaymentIntents } from './payment-intents';
import { PersonIntents } from './person-intents';
import { PhotoIntents } from './photo-intents';
import { PictureIntents } from './picture-intents';
import { PrivacyIntents } from './privacy-intents';
import { RemakeIntents } from './remake-intents';
import { StandingIntents } from './standing-intents';
import { Standing } from './standing';
import { SettingsIntents } from './settings-intents';
import { StyleIntents } from './style-intents';
import { TalkIntents } from './talk-intents';
import { TelegramUpdate } from './telegram.update';
import { TrainingIntents } from './training-intents';
import { TranscriptCardIntents } from './transcript-card-intents';
import { TranscriptIntents } from './transcript-intents';

/** Each does what the dialogue wants of one part of the product. */
const PARTS = [
  TalkIntents,
  AnswerIntents,
  MoneyIntents,
  PaymentIntents,
  PersonIntents,
  SettingsIntents,
  ConsentIntents,
  PrivacyIntents,
  OperatorIntents,
  StandingIntents,
  TranscriptIntents,
  TranscriptCardIntents,
  DocumentIntents,
  AvatarIntents,
  AvatarCardIntents,
  TrainingIntents,
  PhotoIntents,
  PictureIntents,
  OrderIntents,
  StyleIntents,
  RemakeIntents,
  GalleryIntents,
] as const;

export const DIALOGUE_PROVIDERS: Provider[] = [
  TelegramUpdate,
  Dialogue,
  Standing,
  ConsentGate,
  IntentApplier,
  ...PARTS,
  {
    provide: APPLIERS,
    inject: [...PARTS],
    useFactory: (...parts: InstancesOf<typeof PARTS>): Appliers<Intent> =>
      merged(parts.map(({ appliers }) => appliers)),
  },
];
