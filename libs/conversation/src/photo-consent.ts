import type { Action } from './action';
import type { Intent } from './intent';

/** Recordings and texts are files too, but no photos. */
type PhotoIntent = Exclude<Intent, { do: 'transcribe' | 'read-text' }>;
type VerbWithPhoto<Of extends Intent = PhotoIntent> = Of extends Intent
  ? Extract<keyof Of, 'photo' | 'file'> extends never
    ? never
    : Of['do']
  : never;
/** After these a photo is what comes next. */
type VerbBeforePhoto =
  | 'begin-avatar'
  | 'create-draft'
  | 'resume-draft'
  | 'retrain'
  | 'replace-photos'
  | 'replace-photo'
  | 'ask-photo';

type IntentOf<Verb, Of extends Intent = Intent> = Of extends Intent
  ? Verb extends Of['do']
    ? Of
    : never
  : never;
/** What leads there again; undefined for an intent that comes without a photo this time. */
type WaysBack<Verbs extends Intent['do']> = {
  [Verb in Verbs]: (intent: IntentOf<Verb>) => Action | undefined;
};

/** Asked before a photo is taken: an intent with a photo that stands not here does not compile. */
const WITH_PHOTO: WaysBack<VerbWithPhoto> = {
  'add-photo': () => ({ do: 'add-photos' }),
  'begin-order': ({ avatarId, photo }) => photo && { do: 'photo-for', avatarId, use: 'source' },
  'start-from-photo': ({ orderId }) => ({ do: 'order', orderId }),
  'ask-about-picture': () => ({ do: 'menu' }),
  'describe-photo': ({ avatarId }) => ({ do: 'photo-for', avatarId, use: 'words' }),
};
/** Asked before a photo is asked for. */
const BEFORE_PHOTO: WaysBack<VerbBeforePhoto> = {
  'begin-avatar': () => ({ do: 'new-avatar' }),
  'create-draft': () => ({ do: 'new-avatar' }),
  'resume-draft': () => ({ do: 'add-photos' }),
  retrain: ({ avatarId }) => ({ do: 'retrain', avatarId }),
  'replace-photos': ({ avatarId }) => ({ do: 'replace-photos', avatarId }),
  'replace-photo': ({ photoId }) => ({ do: 'replace-photo', photoId }),
  'ask-photo': ({ avatarId, use }) => ({ do: 'photo-for', avatarId, use }),
};
const WAYS_BACK: Partial<Record<Intent['do'], (intent: never) => Action | undefined>> = {
  ...WITH_PHOTO,
  ...BEFORE_PHOTO,
};

/** What needs the person's consent to photos, and how it goes on once they agree. */
export interface ConsentNeeded {
  wanted: Action;
  /** The photo came already, so it has to be sent again. */
  hasPhoto: boolean;
}

/** @returns undefined for an intent that takes no photo and leads to none */
export function consentNeeded(intent: Intent): ConsentNeeded | undefined {
  const wayBack = WAYS_BACK[intent.do] as ((intent: Intent) => Action | undefined) | undefined;
  const wanted = wayBack?.(intent);
  return wanted && { wanted, hasPhoto: Object.hasOwn(WITH_PHOTO, intent.do) };
}
