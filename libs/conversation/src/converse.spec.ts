import fc from 'fast-check';
import { converse } from './converse';
import type { Input } from './input';
import { IDLE, readSession, type Session } from './session';

const text = (value: string): Input => ({ kind: 'text', text: value });
const photo: Input = { kind: 'photo', file: { telegramFileId: 'p1' } };
const avatarId = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';

const walk = (inputs: Input[], from: Session = IDLE) =>
  inputs.reduce((turn, input) => converse(turn.session, input), {
    session: from,
    intents: [],
  } as ReturnType<typeof converse>);

describe('the dialogue', () => {
  it('should ask the assistant what a person writes when nothing else is expected', () => {
    expect(converse(IDLE, text(' hello '))).toEqual({
      session: IDLE,
      intents: [{ do: 'ask-assistant', question: 'hello' }],
    });
  });

  it('should lead from a name over a gender to the photos of an avatar', () => {
    const { session, intents } = walk(
      [text('  Anna   Maria '), { kind: 'press', action: { do: 'gender', gender: 'female' } }],
      { screen: 'avatar-name', kind: 'trained' },
    );
    expect(session).toEqual({ screen: 'avatar-photos' });
    expect(intents).toEqual([
      { do: 'create-draft', name: 'Anna Maria', gender: 'female', kind: 'trained' },
    ]);
    expect(converse(session, photo).intents).toEqual([
      { do: 'add-photo', file: { telegramFileId: 'p1' } },
    ]);
  });

  it.each(['A', 'x'.repeat(51)])('should refuse the avatar name %p and ask again', (name) => {
    const turn = converse({ screen: 'avatar-name', kind: 'trained' }, text(name));
    expect(turn.session).toEqual({ screen: 'avatar-name', kind: 'trained' });
    expect(turn.intents).toEqual([{ do: 'say', notice: { kind: 'avatar-name-invalid' } }]);
  });

  it('should give an avatar a new name of the same length as a first one', () => {
    const renaming: Session = { screen: 'avatar-rename', avatarId };
    expect(converse(renaming, text(' Anna  K. '))).toEqual({
      session: IDLE,
      intents: [{ do: 'name-avatar', avatarId, name: 'Anna K.' }],
    });
    expect(converse(renaming, text('x'.repeat(51)))).toEqual({
      session: renaming,
      intents: [{ do: 'say', notice: { kind: 'avatar-name-invalid' } }],
    });
  });

  it('should count characters as people do', () => {
    expect(
      converse({ screen: 'avatar-name', kind: 'trained' }, text('😀'.repeat(50))).session.screen,
    ).toBe('avatar-gender');
  });

  it.each<[string, Input]>([
    ['a gender button', { kind: 'press', action: { do: 'gender', gender: 'male' } }],
    ['a button of an older version', { kind: 'stale-press' }],
  ])('should say that %s is out of date when its moment has passed', (_, input) => {
    expect(converse(IDLE, input)).toEqual({ session: IDLE, intents: [{ do: 'say-stale' }] });
  });

  it('should take voice in the middle of anything and stay where it was', () => {
    const session: Session = { screen: 'avatar-photos' };
    const turn = converse(session, {
      kind: 'audio',
      source: 'voice',
      file: { telegramFileId: 'v1' },
    });
    expect(turn.session).toEqual(session);
    expect(turn.intents).toMatchObject([{ do: 'transcribe', source: 'voice' }]);
  });

  it('should refuse a text document above 20 MB at once, and leave recordings to the server', () => {
    const file = { telegramFileId: 'a1', size: 21 * 1024 * 1024 };
    expect(converse(IDLE, { kind: 'writing', file }).intents).toEqual([
      { do: 'say', notice: { kind: 'file-too-big', limitMb: 20 } },
    ]);
    const recording: Input = { kind: 'audio', source: 'audio', file };
    expect(converse(IDLE, recording).intents).toMatchObject([{ do: 'transcribe' }]);
  });

  it('should say on /limits what may be sent, wherever somebody stands', () => {
    const session: Session = { screen: 'avatar-photos' };
    const turn = converse(session, { kind: 'command', name: 'limits' });
    expect(turn).toEqual({ session, intents: [{ do: 'say', notice: { kind: 'limits' } }] });
  });

  it('should leave everything on /cancel, and say when there is nothing to leave', () => {
    const cancel: Input = { kind: 'command', name: 'cancel' };
    expect(converse({ screen: 'avatar-name', kind: 'trained' }, cancel)).toEqual({
      session: IDLE,
      intents: [{ do: 'say', notice: { kind: 'cancelled' } }],
    });
    expect(converse(IDLE, cancel).intents).toEqual([
      { do: 'say', notice: { kind: 'nothing-to-cancel' } },
    ]);
  });

  it('should answer every text in every state', () => {
    const sessions: Session[] = [
      IDLE,
      { screen: 'avatar-name', kind: 'trained' },
      { screen: 'avatar-gender', name: 'Anna', kind: 'instant' },
      { screen: 'avatar-photos' },
      { screen: 'avatar-rename', avatarId },
      { screen: 'picture-prompt', avatarId },
      { screen: 'picture-photo', avatarId, use: 'words' },
      { screen: 'picture-order', orderId: avatarId },
      { screen: 'picture-negative', orderId: avatarId },
      { screen: 'gallery-search' },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...sessions),
        fc.string({ maxLength: 6000 }),
        (session, value) => {
          expect(converse(session, text(value)).intents).toHaveLength(1);
        },
      ),
    );
  });
});

describe('readSession', () => {
  it('should take an avatar that an older version began for one to be trained', () => {
    expect(readSession({ screen: 'avatar-gender', name: 'Anna' })).toEqual({
      screen: 'avatar-gender',
      name: 'Anna',
      kind: 'trained',
    });
  });

  it.each([undefined, null, 'x', { screen: 'gone' }, { screen: 'picture-prompt' }])(
    'should start anew from %p',
    (stored) => {
      expect(readSession(stored)).toEqual(IDLE);
    },
  );
});
