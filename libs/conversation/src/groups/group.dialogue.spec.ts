import type { GroupInput, GroupSetting } from './group-input';
import { converseInGroup } from './group.dialogue';

type Saying = Extract<GroupInput, { kind: 'message' }>;

const recording = { source: 'voice', file: { telegramFileId: 'file' } } as const;
const setting: GroupSetting = { transcribe: 'on-reply', speaker: 'Olga' };
const always: GroupSetting = { ...setting, transcribe: 'always' };
const message = (saying: Partial<Saying>): GroupInput => ({ kind: 'message', text: '', ...saying });
const command = (name: string, more: Partial<Saying> = {}) =>
  message({ addressedBy: 'command', command: name, ...more });

describe('a group', () => {
  it('should not be answered when it talks to itself', () => {
    expect(converseInGroup(message({ text: 'dinner?' }), always)).toBeUndefined();
    expect(converseInGroup(message({ recording }), setting)).toBeUndefined();
  });

  it('should have every recording written out where its administrators want that', () => {
    expect(converseInGroup(message({ recording }), always)).toEqual({
      do: 'transcribe-in-group',
      ...recording,
    });
  });

  it.each(['mention', 'name', 'reply'] as const)('should be answered by %s', (addressedBy) => {
    expect(converseInGroup(message({ addressedBy, text: 'who are you?' }), setting)).toEqual({
      do: 'ask-in-group',
      question: 'Olga: who are you?',
    });
  });

  it('should be able to point at what somebody else said', () => {
    const input = message({
      addressedBy: 'mention',
      text: 'translate',
      repliedTo: { text: 'bonjour\nmonde' },
    });
    expect(converseInGroup(input, setting)).toEqual({
      do: 'ask-in-group',
      question: 'Olga: translate\n\n> bonjour\n> monde',
    });
  });

  it('should get the text of a recording that is replied to', () => {
    const wanted = { do: 'transcribe-in-group', ...recording };
    const repliedTo = { recording };
    expect(converseInGroup(command('text', { repliedTo }), setting)).toEqual(wanted);
    expect(converseInGroup(message({ addressedBy: 'mention', repliedTo }), setting)).toEqual(
      wanted,
    );
    expect(converseInGroup(command('text'), setting)).toEqual({
      do: 'say-in-group',
      what: 'which-recording',
    });
  });

  it.each(['menu', 'balance', 'avatars', 'profile', 'admin', 'deleteme'])(
    'should never see what /%s shows',
    (name) => {
      expect(converseInGroup(command(name), setting)).toEqual({
        do: 'say-in-group',
        what: 'private-only',
      });
    },
  );

  it.each([
    ['new', { do: 'renew-group' }],
    ['help', { do: 'say-in-group', what: 'help' }],
    ['settings', { do: 'say-in-group', what: 'settings' }],
  ] as const)('should understand /%s', (name, intent) => {
    expect(converseInGroup(command(name), setting)).toEqual(intent);
  });

  it('should not obey buttons of private screens', () => {
    const press = (action: Extract<GroupInput, { kind: 'press' }>['action']) =>
      converseInGroup({ kind: 'press', action }, setting);
    expect(press({ do: 'balance' })).toEqual({ do: 'stale-in-group' });
    expect(press(undefined)).toEqual({ do: 'stale-in-group' });
    expect(press({ do: 'pay-transcript', transcriptId: 'id' })).toEqual({
      do: 'pay-in-group',
      transcriptId: 'id',
    });
  });
});
