import type { Language } from '@aisha/accounts';
import answersEn from './texts/answers.en.ftl';
import answersRu from './texts/answers.ru.ftl';
import avatarCardsEn from './texts/avatar-cards.en.ftl';
import avatarCardsRu from './texts/avatar-cards.ru.ftl';
import avatarsEn from './texts/avatars.en.ftl';
import avatarsRu from './texts/avatars.ru.ftl';
import consentEn from './texts/consent.en.ftl';
import consentRu from './texts/consent.ru.ftl';
import documentsEn from './texts/documents.en.ftl';
import documentsRu from './texts/documents.ru.ftl';
import galleryEn from './texts/gallery.en.ftl';
import galleryRu from './texts/gallery.ru.ftl';
import groupsEn from './texts/groups.en.ftl';
import groupsRu from './texts/groups.ru.ftl';
import menuEn from './texts/menu.en.ftl';
import menuRu from './texts/menu.ru.ftl';
import moneyHistoryEn from './texts/money-history.en.ftl';
import moneyHistoryRu from './texts/money-history.ru.ftl';
import moneyEn from './texts/money.en.ftl';
import moneyRu from './texts/money.ru.ftl';
import operatorCostsEn from './texts/operator-costs.en.ftl';
import operatorCostsRu from './texts/operator-costs.ru.ftl';
import operatorHeldEn from './texts/operator-held.en.ftl';
import operatorHeldRu from './texts/operator-held.ru.ftl';
import operatorEn from './texts/operator.en.ftl';
import operatorRu from './texts/operator.ru.ftl';
import paymentsEn from './texts/payments.en.ftl';
import paymentsRu from './texts/payments.ru.ftl';
import personEn from './texts/person.en.ftl';
import personRu from './texts/person.ru.ftl';
import privacyEn from './texts/privacy.en.ftl';
import privacyRu from './texts/privacy.ru.ftl';
import photosEn from './texts/photos.en.ftl';
import photosRu from './texts/photos.ru.ftl';
import picturesEn from './texts/pictures.en.ftl';
import picturesRu from './texts/pictures.ru.ftl';
import settingsEn from './texts/settings.en.ftl';
import settingsRu from './texts/settings.ru.ftl';
import trainingsEn from './texts/trainings.en.ftl';
import trainingsRu from './texts/trainings.ru.ftl';
import speechEn from './texts/speech.en.ftl';
import speechRu from './texts/speech.ru.ftl';
import transcriptsEn from './texts/transcripts.en.ftl';
import transcriptsRu from './texts/transcripts.ru.ftl';

/** The message catalogues, one a part of the product. */
export const TEXTS: Record<Language, readonly string[]> = {
  ru: [
    answersRu,
    avatarsRu,
    avatarCardsRu,
    documentsRu,
    galleryRu,
    groupsRu,
    menuRu,
    moneyRu,
    paymentsRu,
    moneyHistoryRu,
    operatorRu,
    operatorHeldRu,
    operatorCostsRu,
    personRu,
    consentRu,
    privacyRu,
    photosRu,
    picturesRu,
    settingsRu,
    trainingsRu,
    transcriptsRu,
    speechRu,
  ],
  en: [
    answersEn,
    avatarsEn,
    avatarCardsEn,
    documentsEn,
    galleryEn,
    groupsEn,
    menuEn,
    moneyEn,
    paymentsEn,
    moneyHistoryEn,
    operatorEn,
    operatorHeldEn,
    operatorCostsEn,
    personEn,
    consentEn,
    privacyEn,
    photosEn,
    picturesEn,
    settingsEn,
    trainingsEn,
    transcriptsEn,
    speechEn,
  ],
};
