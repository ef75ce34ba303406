import type { Provider } from '@nestjs/common';
import { type InstancesOf, merged } from '../merged';
import { AnswerMessages } from './answer-messages';
import { AvatarCardMessages } from './avatar-card-messages';
import { AvatarMessages } from './avatar-messages';
import { Catalogue } from './catalogue';
import { BotName } from './bot-name';
import { ConsentMessages } from './consent-messages';
import { DocumentMessages } from './document-messages';
import { DocumentOfferMessages } from './document-offer-messages';
import { DraftPhotoMessages } from './draft-photo-messages';
import { DrawnMessages } from './drawn-messages';
import { FarewellMessages } from './farewell-messages';
import { GalleryArchiveMessages } from './gallery-archive-messages';
import { GalleryCardMessages } from './gallery-card-messages';
import { GalleryFilterMessages } from './gallery-filter-messages';
import { GalleryFilterPhrases } from './gallery-filter-phrases';
import { GalleryPageMessages } from './gallery-page-messages';
import { InvitationMessages } from './invitation-messages';
import { MenuMessages } from './menu-messages';
import { MessageRenderer, RENDERERS } from './message-renderer';
import { MoneyHistoryMessages } from './money-history-messages';
import { MoneyMessages } from './money-messages';
import { OperatorBroadcastMessages } from './operator-broadcast-messages';
import { MoneyStatisticsPhrases } from './money-statistics-phrases';
import { OperatorCostsMessages } from './operator-costs-messages';
import { OperatorHeldMessages } from './operator-held-messages';
import { OperatorMessages } from './operator-messages';
import { OperatorPersonMessages } from './operator-person-messages';
import { OperatorPhrases } from './operator-phrases';
import { OperatorPromoMessages } from './operator-promo-messages';
import { OperatorStuckMessages } from './operator-stuck-messages';
import { OperatorWishMessages } from './operator-wish-messages';
import { OrderButtons } from './order-buttons';
import { OrderMessages } from './order-messages';
import { PaymentMessages } from './payment-messages';
import { PersonaMessages } from './persona-messages';
import { PersonMessages } from './person-messages';
import { PhotoMessages } from './photo-messages';
import { Phrases } from './phrases';
import { PictureMessages } from './picture-messages';
import { PrivacyMessages } from './privacy-messages';
import { PromptMessages } from './prompt-messages';
import { GroupMessages } from './group-messages';
import { GroupResults } from './group-results';
import { SpeechMessages } from './speech-messages';
import { StandingMessages } from './standing-messages';
import type { PersonalKind, Renderers } from './renderers';
import { SettingsMessages } from './settings-messages';
import { SpokenQuestionButtons } from './spoken-question-buttons';
import { StyleMessages } from './style-messages';
import { TrainingMessages } from './training-messages';
import { SupportMessages } from './support-messages';
import { TranscriptListMessages } from './transcript-list-messages';
import { TranscriptMessages } from './transcript-messages';
import { TranscriptPhrases } from './transcript-phrases';
import { TranscriptResultMessages } from './transcript-result-messages';
import { WayBack } from './way-back';

/** Each says what there is to say of one part of the product. */
const PARTS = [
  MenuMessages,
  AnswerMessages,
  PersonaMessages,
  MoneyMessages,
  PaymentMessages,
  SupportMessages,
  MoneyHistoryMessages,
  PersonMessages,
  InvitationMessages,
  ConsentMessages,
  SettingsMessages,
  PrivacyMessages,
  OperatorMessages,
  OperatorCostsMessages,
  OperatorHeldMessages,
  OperatorPersonMessages,
  OperatorWishMessages,
  OperatorStuckMessages,
  OperatorBroadcastMessages,
  OperatorPromoMessages,
  StandingMessages,
  TranscriptMessages,
  TranscriptResultMessages,
  TranscriptListMessages,
  DocumentMessages,
  DocumentOfferMessages,
  SpeechMessages,
  AvatarMessages,
  AvatarCardMessages,
  TrainingMessages,
  PhotoMessages,
  DraftPhotoMessages,
  PictureMessages,
  PromptMessages,
  OrderMessages,
  StyleMessages,
  DrawnMessages,
  GalleryPageMessages,
  GalleryFilterMessages,
  GalleryCardMessages,
  GalleryArchiveMessages,
] as const;

export const MESSAGE_PROVIDERS: Provider[] = [
  Catalogue,
  BotName,
  Phrases,
  OperatorPhrases,
  OrderButtons,
  TranscriptPhrases,
  SpokenQuestionButtons,
  WayBack,
  GalleryFilterPhrases,
  MoneyStatisticsPhrases,
  FarewellMessages,
  GroupMessages,
  GroupResults,
  MessageRenderer,
  ...PARTS,
  {
    provide: RENDERERS,
    inject: [...PARTS],
    useFactory: (...parts: InstancesOf<typeof PARTS>): Renderers<PersonalKind> =>
      merged(parts.map(({ renderers }) => renderers)),
  },
];
