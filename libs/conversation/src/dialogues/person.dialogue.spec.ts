import { decodeAction, encodeAction } from '../action';
import { converse } from '../converse';
import { IDLE, readSession, type Session } from '../session';

const avatarId = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';
const command = (name: string, argument?: string) =>
  converse(IDLE, { kind: 'command', name, argument });

describe('the dialogue about the person', () => {
  it('should greet whoever starts, and pass on whose invitation led here', () => {
    const welcome = { do: 'say', notice: { kind: 'welcome' } };
    expect(command('start').intents).toEqual([welcome]);
    expect(command('start', 'ref_abcd2345').intents).toEqual([
      welcome,
      { do: 'accept-invitation', code: 'abcd2345' },
    ]);
    expect(command('start', 'something else').intents).toEqual([welcome]);
  });

  it('should take a promo code with the command, or ask for it and take the next text', () => {
    expect(command('promo', 'GIFT').intents).toEqual([{ do: 'redeem-promo', code: 'GIFT' }]);
    const asked = command('promo');
    expect(asked.session).toEqual({ screen: 'promo-code' });
    expect(readSession(asked.session)).toEqual(asked.session);
    expect(converse(asked.session, { kind: 'text', text: ' gift ' })).toEqual({
      session: IDLE,
      intents: [{ do: 'redeem-promo', code: 'gift' }],
    });
  });

  it('should lead whoever agrees on to what they wanted', () => {
    const wanted = encodeAction({ do: 'photo-for', avatarId, use: 'source' });
    const data = encodeAction({ do: 'agree', wanted });
    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    const action = decodeAction(data)!;
    expect(action).toEqual({ do: 'agree', wanted });
    expect(converse(IDLE, { kind: 'press', action }).intents).toEqual([
      { do: 'give-consent' },
      { do: 'ask-photo', avatarId, use: 'source' },
    ]);
  });

  it.each(['nonsense', 'agree:menu'])(
    'should show the menu after a consent on the way to %p',
    (wanted) => {
      const { intents } = converse(IDLE, { kind: 'press', action: { do: 'agree', wanted } });
      expect(intents).toEqual([
        { do: 'give-consent' },
        { do: 'say', notice: { kind: 'main-menu' } },
      ]);
    },
  );

  it.each([
    ['set-language:en', { do: 'set-language', language: 'en' }],
    ['set-language:app', { do: 'set-language', language: null }],
    ['set-time-zone:Asia/Yekaterinburg', { do: 'set-time-zone', zone: 'Asia/Yekaterinburg' }],
    ['set-sound:no', { do: 'set-sound', on: false }],
    ['set-quick:yes', { do: 'set-quick', on: true }],
    ['set-ratio:16:9', { do: 'set-default-ratio', ratio: '16:9' }],
    ['set-ratio:last', { do: 'set-default-ratio', ratio: null }],
    ['set-voice-mode:transcript', { do: 'set-voice-mode', mode: 'transcript' }],
    ['set-speech:de', { do: 'set-speech-language', language: 'de' }],
    ['set-speech:detect', { do: 'set-speech-language', language: null }],
    ['speech-languages', { do: 'show-speech-languages' }],
    ['time-zones', { do: 'show-time-zones' }],
  ] as const)('should read %s, and leave people where they stand', (data, intent) => {
    const session: Session = { screen: 'avatar-photos' };
    const action = decodeAction(data)!;
    expect(converse(session, { kind: 'press', action })).toEqual({ session, intents: [intent] });
  });

  it('should not know a time zone that is not offered', () => {
    expect(decodeAction('set-time-zone:Mars/Olympus')).toBeUndefined();
  });
});
