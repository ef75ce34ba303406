import type { User } from '@aisha/accounts';
import type { Input } from '@aisha/conversation';
import { refusalOfBanned } from './refusal';

const anna = { id: 'anna', bannedAt: new Date('2026-01-01') } as User;
const free = { id: 'boris', bannedAt: null } as User;
const file = { telegramFileId: 'file' };
const NOON = Date.parse('2026-02-01T12:00:00Z');

describe('a person who is banned', () => {
  it.each<Input>([
    { kind: 'text', text: 'hello' },
    { kind: 'command', name: 'topup' },
    { kind: 'command', name: 'start' },
    { kind: 'photo', file },
    { kind: 'audio', source: 'voice', file },
    { kind: 'press', action: { do: 'topup' } },
    { kind: 'press', action: { do: 'menu' } },
    { kind: 'stale-press' },
  ])('should be refused %j', (input) => {
    expect(refusalOfBanned(anna, input)).toBeDefined();
    expect(refusalOfBanned(free, input)).toBeUndefined();
  });

  it.each<Input>([
    { kind: 'command', name: 'privacy' },
    { kind: 'command', name: 'export' },
    { kind: 'command', name: 'deleteme' },
    { kind: 'command', name: 'paysupport' },
    { kind: 'press', action: { do: 'privacy' } },
  ])('should still be allowed %j', (input) => {
    expect(refusalOfBanned(anna, input)).toBeUndefined();
  });

  it('should be told in a message once an hour, and by a pop-up on each press', () => {
    const key = (now: number) =>
      refusalOfBanned(anna, { kind: 'text', text: 'x' }, now)!.replies[0]!.once;
    expect(key(NOON)).toBe(key(NOON + 3_599_000));
    expect(key(NOON)).not.toBe(key(NOON + 3_600_000));
    expect(refusalOfBanned(anna, { kind: 'stale-press' })).toEqual({
      replies: [],
      alert: 'banned',
    });
  });
});
