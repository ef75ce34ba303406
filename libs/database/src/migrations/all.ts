import { CreateSchema1795300000000 } from './1795300000000-create-schema';
import { Sending1795400000000 } from './1795400000000-sending';
import { PollerLease1795410000000 } from './1795410000000-poller-lease';
import { PhotoDoubts1795500000000 } from './1795500000000-photo-doubts';
import { AvatarCards1795510000000 } from './1795510000000-avatar-cards';
import { PictureOrders1795520000000 } from './1795520000000-picture-orders';
import { PictureOrderIndexes1795520000001 } from './1795520000001-picture-order-indexes';
import { Gallery1795530000000 } from './1795530000000-gallery';
import { GalleryIndexes1795530000001 } from './1795530000001-gallery-indexes';
import { ObjectIndexes1795530000002 } from './1795530000002-object-indexes';
import { MoneyAndPeople1795600000000 } from './1795600000000-money-and-people';
import { LedgerRules1795610000000 } from './1795610000000-ledger-rules';
import { LedgerFunctions1795610000001 } from './1795610000001-ledger-functions';
import { LedgerIndexes1795610000002 } from './1795610000002-ledger-indexes';
import { Payments1795620000000 } from './1795620000000-payments';
import { PromoAndPeople1795630000000 } from './1795630000000-promo-and-people';
import { Privacy1795640000000 } from './1795640000000-privacy';
import { PrivacyIndexes1795640000001 } from './1795640000001-privacy-indexes';
import { Operators1795650000000 } from './1795650000000-operators';
import { OperatorIndexes1795650000001 } from './1795650000001-operator-indexes';
import { SupportQuestions1795660000000 } from './1795660000000-support-questions';
import { SpokenWords1795700000000 } from './1795700000000-spoken-words';
import { ProviderUsage1795710000000 } from './1795710000000-provider-usage';
import { TranscriptPieces1795720000000 } from './1795720000000-transcript-pieces';
import { TranscriptDocuments1795730000000 } from './1795730000000-transcript-documents';
import { TranscriptHistory1795740000000 } from './1795740000000-transcript-history';
import { TranscriptHistoryIndexes1795740000001 } from './1795740000001-transcript-history-indexes';
import { Talk1795750000000 } from './1795750000000-talk';
import { TalkIndexes1795750000001 } from './1795750000001-talk-indexes';
import { Groups1795760000000 } from './1795760000000-groups';
import { HeldRows1795770000000 } from './1795770000000-held-rows';
import { HeldRowIndexes1795770000001 } from './1795770000001-held-row-indexes';

/** In order. A migration that has landed is never changed. */
export const MIGRATIONS = [
  CreateSchema1795300000000,
  Sending1795400000000,
  PollerLease1795410000000,
  PhotoDoubts1795500000000,
  AvatarCards1795510000000,
  PictureOrders1795520000000,
  PictureOrderIndexes1795520000001,
  Gallery1795530000000,
  GalleryIndexes1795530000001,
  ObjectIndexes1795530000002,
  MoneyAndPeople1795600000000,
  LedgerRules1795610000000,
  LedgerFunctions1795610000001,
  LedgerIndexes1795610000002,
  Payments1795620000000,
  PromoAndPeople1795630000000,
  Privacy1795640000000,
  PrivacyIndexes1795640000001,
  Operators1795650000000,
  OperatorIndexes1795650000001,
  SupportQuestions1795660000000,
  SpokenWords1795700000000,
  ProviderUsage1795710000000,
  TranscriptPieces1795720000000,
  TranscriptDocuments1795730000000,
  TranscriptHistory1795740000000,
  TranscriptHistoryIndexes1795740000001,
  Talk1795750000000,
  TalkIndexes1795750000001,
  Groups1795760000000,
  HeldRows1795770000000,
  HeldRowIndexes1795770000001,
];
