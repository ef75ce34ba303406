import { z } from 'zod';
import { answerNotices } from './notices/answer.notices';
import { avatarCardNotices } from './notices/avatar-card.notices';
import { avatarNotices } from './notices/avatar.notices';
import { consentNotices } from './notices/consent.notices';
import { documentNotices } from './notices/document.notices';
import { galleryNotices } from './notices/gallery.notices';
import { groupNotices } from './notices/group.notices';
import { menuNotices } from './notices/menu.notices';
import { moneyHistoryNotices } from './notices/money-history.notices';
import { moneyNotices } from './notices/money.notices';
import { operatorCostsNotices } from './notices/operator-costs.notices';
import { operatorNotices } from './notices/operator.notices';
import { paymentNotices } from './notices/payment.notices';
import { personNotices, settingsNotices } from './notices/person.notices';
import { draftPhotoNotices, photoNotices } from './notices/photo.notices';
import { pictureNotices } from './notices/picture.notices';
import { standingNotices } from './notices/standing.notices';
import { farewellNotices, privacyNotices } from './notices/privacy.notices';
import { trainingNotices } from './notices/training.notices';
import { speechNotices } from './notices/speech.notices';
import { transcriptNotices } from './notices/transcript.notices';

/**
 * What a person is told, as facts: workers and the dialogue say what happened, only the gateway knows
 * the words, the buttons and the language. It is stored in the outbound message and rendered when sent.
 */
export const notice = z.discriminatedUnion('kind', [
  ...menuNotices,
  ...answerNotices,
  ...moneyNotices,
  ...paymentNotices,
  ...moneyHistoryNotices,
  ...personNotices,
  ...settingsNotices,
  ...consentNotices,
  ...privacyNotices,
  ...farewellNotices,
  ...operatorNotices,
  ...operatorCostsNotices,
  ...standingNotices,
  ...transcriptNotices,
  ...documentNotices,
  ...speechNotices,
  ...avatarNotices,
  ...avatarCardNotices,
  ...trainingNotices,
  ...photoNotices,
  ...draftPhotoNotices,
  ...pictureNotices,
  ...galleryNotices,
  ...groupNotices,
]);
export type Notice = z.infer<typeof notice>;
export type NoticeKind = Notice['kind'];
