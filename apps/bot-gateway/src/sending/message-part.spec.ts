import fc from 'fast-check';
import { TelegramError } from 'telegraf';
import { escapeHtml } from '../messages/html-text';
import { button, type Rendered } from '../messages/rendered';
import { nasty } from '../messages/telegram-html.fixture';
import { type MessagePart, partsOf, simplified } from './message-part';

const buttons = [[button('Menu', { do: 'menu' })]];
const refused = (words: string) =>
  new TelegramError({ error_code: 400, description: `Bad Request: ${words}` });
const UNPARSED = refused("can't parse entities: Unmatched end tag");
const long = 'word '.repeat(2_000);

describe('partsOf', () => {
  it('should put the picture before and the buttons behind', () => {
    const parts = partsOf({ html: long, buttons, photoKey: 'a.jpg' });
    expect(parts.map(({ text }) => text.length)).toEqual([1024, 4094, 4094, 784]);
    expect(parts.map(({ photoKey }) => photoKey)).toEqual([
      'a.jpg',
      undefined,
      undefined,
      undefined,
    ]);
    expect(parts.map((part) => part.buttons.length)).toEqual([0, 0, 0, 1]);
  });

  it('should send something where there is nothing to see', () => {
    expect(partsOf({ html: '<b> </b>', buttons })).toEqual([
      { text: '…', format: 'html', buttons },
    ]);
    expect(partsOf({ html: '', buttons, photoKey: 'a.jpg' })).toEqual([
      { text: '', format: 'html', buttons, photoKey: 'a.jpg' },
    ]);
  });
});

describe('simplified', () => {
  const part: MessagePart = { text: '<b>a</b> &lt;b&gt;', format: 'html', buttons };

  it('should take the markup away and leave the words', () => {
    expect(simplified(part, UNPARSED)).toEqual({
      lost: 'markup',
      parts: [{ text: 'a <b>', format: 'plain', buttons }],
    });
  });

  it('should cut what Telegram finds too long, with the picture first and the buttons last', () => {
    const caption = { ...part, text: 'word '.repeat(200), photoKey: 'a.jpg' };
    const parts = simplified(caption, refused('message caption is too long'))?.parts ?? [];
    expect(parts.map((each) => [each.text.length <= 2048, each.photoKey, each.buttons])).toEqual([
      [true, 'a.jpg', []],
      [true, undefined, buttons],
    ]);
    expect(parts[0]!.text.length).toBeLessThanOrEqual(512);
  });

  it('should say something where Telegram finds nothing', () => {
    const nothing = simplified({ ...part, text: '<b> </b>' }, refused('message text is empty'));
    expect(nothing?.parts).toEqual([{ text: '…', format: 'plain', buttons }]);
  });

  it('should take the buttons away, once', () => {
    const bare = { ...part, buttons: [] };
    const error = refused('BUTTON_DATA_INVALID');
    expect(simplified(part, error)).toEqual({ lost: 'buttons', parts: [bare] });
    expect(simplified(bare, error)).toBeUndefined();
  });

  it('should leave a part alone that is not at fault', () => {
    expect(simplified(part, refused('chat not found'))).toBeUndefined();
    expect(simplified(part, new Error('ECONNRESET'))).toBeUndefined();
  });

  it('should lose no word of any message, and come to an end', () => {
    const messages = nasty.map((words): Rendered => ({
      html: `<i>${escapeHtml(words)}</i>`,
      buttons,
    }));
    fc.assert(
      fc.property(messages, (message) => {
        const words = (parts: MessagePart[]) =>
          parts
            .map(({ text }) => text)
            .join('')
            .trim();
        const plain = partsOf(message).flatMap((each) => simplified(each, UNPARSED)?.parts ?? []);
        expect(plain.flatMap((each) => simplified(each, UNPARSED)?.parts ?? [])).toEqual([]);
        expect(words(plain)).not.toBe('');
      }),
    );
  });
});
