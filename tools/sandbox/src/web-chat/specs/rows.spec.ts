import type { ChatMessage } from '../../telegram/person-api.types';
import { loadBrowserModule } from './browser-module.fixture';

type Row =
  | { kind: 'day'; key: string }
  | { kind: 'bubble'; key: string; messages: ChatMessage[]; first: boolean; last: boolean };

const { buildRows } = loadBrowserModule<{ buildRows(messages: ChatMessage[]): Row[] }>(
  'chat/rows.js',
);

const noon = new Date(2026, 10, 22, 12).getTime() / 1000;
const message = (messageId: number, rest: Partial<ChatMessage> = {}): ChatMessage => ({
  messageId,
  date: noon,
  from: 'bot',
  ...rest,
});
const bubbles = (messages: ChatMessage[]) =>
  buildRows(messages).flatMap((row) => (row.kind === 'bubble' ? [row] : []));
const ids = (messages: ChatMessage[]) => messages.map(({ messageId }) => messageId);

describe('buildRows', () => {
  it('should make one bubble of the messages of an album, and two of two albums in a row', () => {
    const rows = bubbles([
      message(1, { mediaGroupId: 'a' }),
      message(2, { mediaGroupId: 'a' }),
      message(3, { mediaGroupId: 'b' }),
      message(4),
    ]);
    expect(rows.map((row) => ids(row.messages))).toEqual([[1, 2], [3], [4]]);
  });

  it('should keep the key of an album while its messages arrive, so that its bubble grows', () => {
    const first = message(1, { mediaGroupId: 'a' });
    const second = message(2, { mediaGroupId: 'a' });
    expect(bubbles([first])[0]?.key).toBe(bubbles([first, second])[0]?.key);
  });

  it('should put the day before the first message of each day', () => {
    const rows = buildRows([message(1, { date: noon - 86_400 }), message(2), message(3)]);
    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'bubble', 'day', 'bubble', 'bubble']);
  });

  it('should join neighbours of one sender, and part them by sender or by a long pause', () => {
    const rows = bubbles([
      message(1),
      message(2),
      message(3, { from: 'person' }),
      message(4, { from: 'person', date: noon + 600 }),
    ]);
    expect(rows.map(({ first, last }) => [first, last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });
});
