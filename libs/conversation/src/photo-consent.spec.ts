import { type Action, encodeAction } from './action';
import { converse } from './converse';
import type { Input } from './input';
import { consentNeeded } from './photo-consent';
import { IDLE, type Session } from './session';

const id = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';
const file = { telegramFileId: 'p1' };
const SCREENS: Session[] = [
  IDLE,
  { screen: 'avatar-name', kind: 'trained' },
  { screen: 'avatar-gender', name: 'Anna', kind: 'instant' },
  { screen: 'avatar-rename', avatarId: id },
  { screen: 'avatar-photos' },
  { screen: 'picture-prompt', avatarId: id },
  { screen: 'picture-photo', avatarId: id, use: 'source' },
  { screen: 'picture-photo', avatarId: id, use: 'words' },
  { screen: 'picture-order', orderId: id },
  { screen: 'picture-negative', orderId: id },
  { screen: 'gallery-search' },
];
/** Buttons behind which a photo is asked for. */
const BEFORE_PHOTO: Action[] = [
  { do: 'new-avatar' },
  { do: 'add-photos' },
  { do: 'retrain', avatarId: id },
  { do: 'replace-photos', avatarId: id },
  { do: 'replace-photo', photoId: id },
  { do: 'photo-for', avatarId: id, use: 'source' },
  { do: 'photo-for', avatarId: id, use: 'words' },
];

describe('consent to photos', () => {
  it.each(SCREENS)('should be needed for a photo at $screen, or none is taken there', (session) => {
    for (const caption of [undefined, 'at sea']) {
      const { intents } = converse(session, { kind: 'photo', file, caption });
      for (const intent of intents) {
        if (intent.do === 'say') expect(JSON.stringify(intent)).not.toContain('p1');
        else expect(consentNeeded(intent)).toMatchObject({ hasPhoto: true });
      }
    }
  });

  it.each(BEFORE_PHOTO)('should be needed for the button $do, and lead on to it', (action) => {
    const { intents } = converse(IDLE, { kind: 'press', action });
    expect(intents.map(consentNeeded)).toEqual([{ wanted: action, hasPhoto: false }]);
  });

  it('should be needed wherever a button opens the screen for photos', () => {
    const presses: [Session, Action][] = [
      [
        { screen: 'avatar-gender', name: 'Anna', kind: 'instant' },
        { do: 'gender', gender: 'male' },
      ],
      ...BEFORE_PHOTO.map((action): [Session, Action] => [IDLE, action]),
    ];
    const opening = presses
      .map(([session, action]) => converse(session, { kind: 'press', action }))
      .filter(({ session }) => session.screen === 'avatar-photos');
    expect(opening).toHaveLength(2);
    for (const { intents } of opening) expect(intents.some(consentNeeded)).toBe(true);
  });

  it('should not be needed for words or for a recording', () => {
    expect(consentNeeded({ do: 'begin-order', avatarId: id, prompt: 'at sea' })).toBeUndefined();
    expect(consentNeeded({ do: 'transcribe', source: 'voice', file })).toBeUndefined();
    expect(consentNeeded({ do: 'begin-picture' })).toBeUndefined();
  });

  it.each(BEFORE_PHOTO)('should be followed by what $do does, in the same turn', (wanted) => {
    const action: Action = { do: 'agree', wanted: encodeAction(wanted) };
    const direct = converse(IDLE, { kind: 'press', action: wanted });
    expect(Buffer.byteLength(encodeAction(action))).toBeLessThanOrEqual(64);
    expect(converse(IDLE, { kind: 'press', action })).toEqual({
      session: direct.session,
      intents: [{ do: 'give-consent' }, ...direct.intents],
    });
  });

  it('should be given also when what was wanted is no longer known', () => {
    const press: Input = { kind: 'press', action: { do: 'agree', wanted: 'of-another-version' } };
    expect(converse({ screen: 'avatar-photos' }, press)).toEqual({
      session: IDLE,
      intents: [{ do: 'give-consent' }, { do: 'say', notice: { kind: 'main-menu' } }],
    });
  });

  it('should leave the screen that waits for photos when it is refused', () => {
    expect(
      converse({ screen: 'avatar-photos' }, { kind: 'press', action: { do: 'disagree' } }),
    ).toEqual({ session: IDLE, intents: [{ do: 'refuse-consent' }] });
  });
});
