import type { Action } from './action';
import { isOf } from './action-codec';
import { AVATAR_ACTIONS } from './actions/avatar.actions';
import { CONSENT_ACTIONS } from './actions/consent.actions';
import { DOCUMENT_ACTIONS } from './actions/document.actions';
import { GALLERY_ACTIONS } from './actions/gallery.actions';
import { GROUP_ACTIONS } from './actions/group.actions';
import type { MenuAction } from './actions/menu.actions';
import { MONEY_ACTIONS } from './actions/money.actions';
import { OPERATOR_ACTIONS } from './actions/operator.actions';
import { PAYMENT_ACTIONS } from './actions/payment.actions';
import { PERSON_ACTIONS } from './actions/person.actions';
import { PHOTO_ACTIONS } from './actions/photo.actions';
import { PICTURE_ACTIONS } from './actions/picture.actions';
import { PRIVACY_ACTIONS } from './actions/privacy.actions';
import { STANDING_ACTIONS } from './actions/standing.actions';
import { TALK_ACTIONS } from './actions/talk.actions';
import { TRANSCRIPT_ACTIONS } from './actions/transcript.actions';
import {
  onAvatarName,
  onAvatarPhoto,
  onAvatarPress,
  onNewAvatarName,
} from './dialogues/avatar.dialogue';
import { onConsentPress } from './dialogues/consent.dialogue';
import { onDocumentPress, onDocumentQuestion } from './dialogues/document.dialogue';
import { galleryOf, onGalleryPress, openGallery } from './dialogues/gallery.dialogue';
import { onGalleryWords } from './dialogues/gallery-filter.dialogue';
import { onMoneyPress } from './dialogues/money.dialogue';
import { onPaymentCommand, onPaymentPress } from './dialogues/payment.dialogue';
import {
  onAdminCommand,
  onFindCommand,
  onOperatorPress,
  onOperatorWords,
} from './dialogues/operator.dialogue';
import { onPersonPress, onPromo, onStart } from './dialogues/person.dialogue';
import { onPhotoPress } from './dialogues/photo.dialogue';
import { onPicturePhoto, onPicturePress, onPictureText } from './dialogues/picture.dialogue';
import { onPrivacyPress } from './dialogues/privacy.dialogue';
import { onStandingPress } from './dialogues/standing.dialogue';
import { askAboutPicture, onTalkCommand, onTalkPress } from './dialogues/talk.dialogue';
import {
  onTranscriptPress,
  onTranscriptTitle,
  onTranscriptWords,
  openTranscripts,
} from './dialogues/transcript.dialogue';
import type { AnnouncedFile, Input } from './input';
import { fits, LIMITS } from './limits';
import { keepingViews, type Session } from './session';
import { act, ifSmall, say, stale, type Turn } from './turn';

/** The dialogue: where a person stands and what they did give where they stand next and what is to be done. */
export function converse(session: Session, input: Input): Turn {
  const turn = turnOf(session, input);
  return { ...turn, session: keepingViews(session, turn.session) };
}

function turnOf(session: Session, input: Input): Turn {
  switch (input.kind) {
    case 'command':
      return (
        onPaymentCommand(session, input) ??
        onTalkCommand(session, input.name) ??
        onCommand(session, input.name, input.argument)
      );
    case 'text':
      return onText(session, input.text.trim());
    case 'press':
      return onPress(session, input.action);
    case 'stale-press':
      return stale(session);
    case 'audio': {
      const { source, file } = input;
      // How large a file the bot may have is told by the server: one of our own hands out all.
      return act({ do: 'transcribe', source, file }, session);
    }
    case 'writing':
      return ifSmall(session, input.file, { do: 'read-text', file: input.file });
    case 'photo':
      return onPhoto(session, input.file, input.caption);
    case 'unsupported':
      return say({ kind: 'unsupported', what: input.what }, session);
  }
}

function onCommand(session: Session, name: string, argument?: string): Turn {
  switch (name) {
    case 'start':
      return onStart(argument);
    case 'promo':
      return onPromo(argument);
    case 'menu':
    case 'help':
    case 'cancel':
      return onMenuPress(session, { do: name });
    case 'balance':
      return onMoneyPress(session, { do: name });
    case 'profile':
    case 'settings':
    case 'invite':
      return onPersonPress(session, { do: name });
    case 'privacy':
      return onPrivacyPress(session, { do: name });
    case 'export':
      return onPrivacyPress(session, { do: 'export-data' });
    case 'deleteme':
      return onPrivacyPress(session, { do: 'ask-delete-me' });
    case 'admin':
      return onAdminCommand(session);
    case 'find':
      return onFindCommand(session, argument);
    case 'avatars':
      return say({ kind: 'avatars-list' });
    case 'picture':
      return act({ do: 'begin-picture' });
    case 'gallery':
      return openGallery(session);
    case 'limits':
      return say({ kind: 'limits' }, session);
    case 'history':
      return openTranscripts();
    default:
      return say({ kind: 'unknown-command' }, session);
  }
}

function onText(session: Session, text: string): Turn {
  switch (session.screen) {
    case 'idle':
      return ask(text);
    case 'avatar-name':
      return onAvatarName(text, session);
    case 'avatar-rename':
      return onNewAvatarName(text, session);
    case 'avatar-gender':
      return say({ kind: 'avatar-gender-request' }, session);
    case 'avatar-photos':
      return act({ do: 'resume-draft' }, session);
    case 'picture-prompt':
    case 'picture-photo':
    case 'picture-order':
    case 'picture-negative':
      return onPictureText(session, text);
    case 'gallery-search':
      return onGalleryWords(galleryOf(session).filter, text, session);
    case 'operator-words':
      return onOperatorWords(session, text);
    case 'promo-code':
      return onPromo(text, session.back);
    case 'transcript-search':
      return onTranscriptWords(text, session);
    case 'transcript-title':
      return onTranscriptTitle(text, session);
    case 'document-question':
      return onDocumentQuestion(session, text);
  }
}

function ask(question: string): Turn {
  return fits(question, LIMITS.question)
    ? act({ do: 'ask-assistant', question })
    : say({ kind: question ? 'text-too-long' : 'main-menu' });
}

function onPhoto(session: Session, file: AnnouncedFile, caption?: string): Turn {
  switch (session.screen) {
    case 'avatar-photos':
      return onAvatarPhoto(session, file);
    case 'picture-prompt':
    case 'picture-photo':
    case 'picture-order':
      return onPicturePhoto(session, file, caption);
    default:
      return askAboutPicture(session, file, caption);
  }
}

const isAboutMoney = isOf(MONEY_ACTIONS);
const isAboutPayments = isOf(PAYMENT_ACTIONS);
const isAboutPerson = isOf(PERSON_ACTIONS);
const isAboutConsent = isOf(CONSENT_ACTIONS);
const isAboutPrivacy = isOf(PRIVACY_ACTIONS);
const isForOperators = isOf(OPERATOR_ACTIONS);
const isAboutStanding = isOf(STANDING_ACTIONS);
const isAboutAvatars = isOf(AVATAR_ACTIONS);
const isAboutPhotos = isOf(PHOTO_ACTIONS);
const isAboutPictures = isOf(PICTURE_ACTIONS);
const isAboutGallery = isOf(GALLERY_ACTIONS);
const isAboutTalk = isOf(TALK_ACTIONS);
const isAboutGroups = isOf(GROUP_ACTIONS);
const isAboutTranscripts = isOf(TRANSCRIPT_ACTIONS);
const isAboutDocuments = isOf(DOCUMENT_ACTIONS);

function onPress(session: Session, action: Action): Turn {
  if (isAboutMoney(action)) return onMoneyPress(session, action);
  if (isAboutPayments(action)) return onPaymentPress(session, action);
  if (isAboutPerson(action)) return onPersonPress(session, action);
  if (isAboutConsent(action)) return onConsentPress(session, action, onPress);
  if (isAboutPrivacy(action)) return onPrivacyPress(session, action);
  if (isForOperators(action)) return onOperatorPress(session, action);
  if (isAboutStanding(action)) return onStandingPress(session, action);
  if (isAboutAvatars(action)) return onAvatarPress(session, action);
  if (isAboutPhotos(action)) return onPhotoPress(session, action);
  if (isAboutPictures(action)) return onPicturePress(session, action);
  if (isAboutGallery(action)) return onGalleryPress(session, action);
  if (isAboutTalk(action)) return onTalkPress(session, action);
  if (isAboutTranscripts(action)) return onTranscriptPress(session, action);
  if (isAboutDocuments(action)) return onDocumentPress(session, action);
  if (isAboutGroups(action)) return stale(session);
  return onMenuPress(session, action);
}

function onMenuPress(session: Session, action: MenuAction): Turn {
  switch (action.do) {
    case 'menu':
      return say({ kind: 'main-menu' });
    case 'help':
      return say({ kind: 'help' }, session);
    case 'cancel':
      return say({ kind: session.screen === 'idle' ? 'nothing-to-cancel' : 'cancelled' });
  }
}
