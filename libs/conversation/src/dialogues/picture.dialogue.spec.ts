import type { PictureAction } from '../actions/picture.actions';
import { converse } from '../converse';
import { IDLE, type Session } from '../session';
import type { Input } from '../input';

const avatarId = '3f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a11';
const orderId = '5f0d8a4e-6a55-4c3f-9d5e-0d3b6f1f9a12';
const text = (value: string): Input => ({ kind: 'text', text: value });
const press = (action: PictureAction): Input => ({ kind: 'press', action });
const photo = (caption?: string, size = 1): Input => ({
  kind: 'photo',
  file: { telegramFileId: 'p1', size },
  ...(caption === undefined ? {} : { caption }),
});
const prompting: Session = { screen: 'picture-prompt', avatarId };
const ordering: Session = { screen: 'picture-order', orderId };

describe('the dialogue about pictures', () => {
  it('should make an order of what was written, and change its words by a second thought', () => {
    expect(converse(prompting, text(' on the moon ')).intents).toEqual([
      { do: 'begin-order', avatarId, prompt: 'on the moon' },
    ]);
    expect(converse(ordering, text('on Mars')).intents).toEqual([
      { do: 'reword-order', orderId, prompt: 'on Mars' },
    ]);
  });

  it.each(['Moon', 'x'.repeat(501)])('should refuse words of another length: %p', (words) => {
    for (const session of [prompting, ordering]) {
      expect(converse(session, text(words))).toEqual({
        session,
        intents: [{ do: 'say', notice: { kind: 'picture-prompt-invalid' } }],
      });
    }
  });

  it('should take words of 5 and of 500 characters', () => {
    for (const words of ['a cat', 'x'.repeat(500)]) {
      expect(converse(prompting, text(words)).intents).toMatchObject([{ do: 'begin-order' }]);
    }
  });

  it.each<[PictureAction, object]>([
    [
      { do: 'ratio', orderId, ratio: '9:16' },
      { do: 'set-ratio', orderId, ratio: '9:16' },
    ],
    [
      { do: 'count', orderId, count: 3 },
      { do: 'set-count', orderId, count: 3 },
    ],
    [
      { do: 'quality', orderId, quality: 'high' },
      { do: 'set-quality', orderId, quality: 'high' },
    ],
    [
      { do: 'enhance', orderId },
      { do: 'toggle-enhance', orderId },
    ],
    [
      { do: 'chance', orderId },
      { do: 'toggle-chance', orderId },
    ],
    [
      { do: 'no-negative', orderId },
      { do: 'set-negative', orderId, words: null },
    ],
    [
      { do: 'draw', orderId },
      { do: 'draw', orderId },
    ],
    [
      { do: 'use-style', orderId, styleId: 'noir' },
      { do: 'set-style', orderId, styleId: 'noir' },
    ],
    [
      { do: 'no-style', orderId },
      { do: 'set-style', orderId, styleId: null },
    ],
    [
      { do: 'style-page', orderId, category: 'art', page: 1 },
      { do: 'show-style-page', orderId, category: 'art', page: 1 },
    ],
  ])('should understand the button %j wherever the person stands', (action, intent) => {
    for (const session of [IDLE, ordering]) {
      expect(converse(session, press(action))).toEqual({ session, intents: [intent] });
    }
  });

  it('should start from a photo with the words that came along, or without any', () => {
    const file = { telegramFileId: 'p1', size: 1 };
    expect(converse(prompting, photo(' as a knight ')).intents).toEqual([
      { do: 'begin-order', avatarId, prompt: 'as a knight', photo: file },
    ]);
    expect(converse(prompting, photo()).intents).toMatchObject([{ prompt: '', photo: file }]);
    expect(converse(prompting, photo('Moon')).intents).toMatchObject([
      { notice: { kind: 'picture-prompt-invalid' } },
    ]);
    expect(converse(prompting, photo('', 30 * 1024 ** 2)).intents).toMatchObject([
      { notice: { kind: 'file-too-big' } },
    ]);
  });

  it('should start an order from a photo that comes later', () => {
    const file = { telegramFileId: 'p1', size: 1 };
    const later = { do: 'start-from-photo', orderId, photo: file };
    expect(converse(ordering, photo()).intents).toEqual([later]);
    expect(converse(ordering, photo('as a knight')).intents).toEqual([
      { ...later, prompt: 'as a knight' },
    ]);
  });

  it('should have a photo described when that was asked for', () => {
    const session: Session = { screen: 'picture-photo', avatarId, use: 'words' };
    expect(converse(session, photo('hello there')).intents).toMatchObject([
      { do: 'describe-photo', avatarId, photo: { telegramFileId: 'p1' } },
    ]);
    const source: Session = { ...session, use: 'source' };
    expect(converse(source, photo()).intents).toMatchObject([{ do: 'begin-order' }]);
    expect(converse(session, text('on the moon')).intents).toMatchObject([{ do: 'begin-order' }]);
  });

  it('should take what must not be seen, and go back to the order', () => {
    const session: Session = { screen: 'picture-negative', orderId };
    expect(converse(session, text('hats'))).toEqual({
      session: ordering,
      intents: [{ do: 'set-negative', orderId, words: 'hats' }],
    });
    expect(converse(session, text('x'.repeat(201))).session).toEqual(session);
  });

  it('should use words from a photo for the avatar that was spoken of', () => {
    const action = { do: 'use-prompt', promptId: orderId } as const;
    expect(converse(prompting, press(action)).intents).toEqual([{ ...action, avatarId }]);
    expect(converse(IDLE, press(action)).intents).toEqual([action]);
  });
});
