import { decodeWith, encodeWith } from './action-codec';
import { AVATAR_ACTIONS, type AvatarAction } from './actions/avatar.actions';
import { CONSENT_ACTIONS, type ConsentAction } from './actions/consent.actions';
import { DOCUMENT_ACTIONS, type DocumentAction } from './actions/document.actions';
import { GALLERY_ACTIONS, type GalleryAction } from './actions/gallery.actions';
import { GROUP_ACTIONS, type GroupAction } from './actions/group.actions';
import { MENU_ACTIONS, type MenuAction } from './actions/menu.actions';
import { MONEY_ACTIONS, type MoneyAction } from './actions/money.actions';
import { OPERATOR_ACTIONS, type OperatorAction } from './actions/operator.actions';
import { PAYMENT_ACTIONS, type PaymentAction } from './actions/payment.actions';
import { PERSON_ACTIONS, type PersonAction } from './actions/person.actions';
import { PHOTO_ACTIONS, type PhotoAction } from './actions/photo.actions';
import { PICTURE_ACTIONS, type PictureAction } from './actions/picture.actions';
import { PRIVACY_ACTIONS, type PrivacyAction } from './actions/privacy.actions';
import { STANDING_ACTIONS, type StandingAction } from './actions/standing.actions';
import { TALK_ACTIONS, type TalkAction } from './actions/talk.actions';
import { TRANSCRIPT_ACTIONS, type TranscriptAction } from './actions/transcript.actions';

/** What a button does. It travels as callback data, of which Telegram allows 64 bytes. */
export type Action =
  | MenuAction
  | MoneyAction
  | PaymentAction
  | PersonAction
  | ConsentAction
  | PrivacyAction
  | OperatorAction
  | StandingAction
  | AvatarAction
  | PhotoAction
  | PictureAction
  | GalleryAction
  | TalkAction
  | TranscriptAction
  | DocumentAction
  | GroupAction;

const ACTIONS = {
  ...MENU_ACTIONS,
  ...MONEY_ACTIONS,
  ...PAYMENT_ACTIONS,
  ...PERSON_ACTIONS,
  ...CONSENT_ACTIONS,
  ...PRIVACY_ACTIONS,
  ...OPERATOR_ACTIONS,
  ...STANDING_ACTIONS,
  ...AVATAR_ACTIONS,
  ...PHOTO_ACTIONS,
  ...PICTURE_ACTIONS,
  ...GALLERY_ACTIONS,
  ...TALK_ACTIONS,
  ...TRANSCRIPT_ACTIONS,
  ...DOCUMENT_ACTIONS,
  ...GROUP_ACTIONS,
};

export const encodeAction = (action: Action): string => encodeWith(ACTIONS, action);

/** The action of a button, or undefined for data that is not (or no longer) ours. */
export const decodeAction = (data: string): Action | undefined =>
  decodeWith(ACTIONS, data) as Action | undefined;
