import { Answer } from './answer.entity';
import { AnswerVoice } from './answer-voice.entity';
import { Archive } from './archive.entity';
import { AvatarPhoto } from './avatar-photo.entity';
import { Avatar } from './avatar.entity';
import { Broadcast } from './broadcast.entity';
import { Chat } from './chat.entity';
import { Export } from './export.entity';
import { Forgetting } from './forgetting.entity';
import { Image } from './image.entity';
import { InboxUpdate } from './inbox-update.entity';
import { IncomingFile } from './incoming-file.entity';
import { Invoice } from './invoice.entity';
import { Departure } from './departure.entity';
import { Hold, LedgerAccount, LedgerPosting, LedgerTransaction } from './ledger.entity';
import { ObjectRemoval } from './object-removal.entity';
import { OperatorAction, OperatorWish } from './operator-action.entity';
import { OutboundMessage, SentFile } from './outbound-message.entity';
import { Payment, PaymentStatement } from './payment.entity';
import { PictureOrder } from './picture-order.entity';
import { PictureSettings } from './picture-settings.entity';
import { PollerEpoch, PollerFailover, PollerLease } from './poller.entity';
import { Prompt } from './prompt.entity';
import { PromoCode, PromoTry, PromoUse } from './promo.entity';
import { ProviderCallback } from './provider-callback.entity';
import { ProviderUsage } from './provider-usage.entity';
import { QuestionPhoto } from './question-photo.entity';
import { Referral, ReferralCode } from './referral.entity';
import { ChatSettings, GroupRequest } from './group.entity';
import { Restore } from './restore.entity';
import { SessionRow } from './session.entity';
import { StyleFavorite } from './style-favorite.entity';
import { Talk } from './talk.entity';
import { Training } from './training.entity';
import { Transcript } from './transcript.entity';
import { TranscriptDocument } from './transcript-document.entity';
import { TranscriptPiece } from './transcript-piece.entity';
import { User } from './user.entity';

/** A list, no glob: a bundle has no files to look through. */
export const ENTITIES = [
  Answer,
  AnswerVoice,
  Archive,
  Avatar,
  AvatarPhoto,
  Broadcast,
  Chat,
  ChatSettings,
  Export,
  Forgetting,
  GroupRequest,
  Departure,
  Hold,
  Image,
  InboxUpdate,
  IncomingFile,
  Invoice,
  LedgerAccount,
  LedgerPosting,
  LedgerTransaction,
  ObjectRemoval,
  OperatorAction,
  OperatorWish,
  OutboundMessage,
  Payment,
  PaymentStatement,
  PictureOrder,
  PictureSettings,
  PollerEpoch,
  PollerFailover,
  PollerLease,
  PromoCode,
  PromoTry,
  PromoUse,
  Prompt,
  ProviderCallback,
  ProviderUsage,
  QuestionPhoto,
  Referral,
  ReferralCode,
  Restore,
  SentFile,
  SessionRow,
  StyleFavorite,
  Talk,
  Training,
  Transcript,
  TranscriptDocument,
  TranscriptPiece,
  User,
];
