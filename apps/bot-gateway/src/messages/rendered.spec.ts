import fc from 'fast-check';
import { button } from './rendered';
import { nasty } from './telegram-html.fixture';

const label = (text: string) => button(text, { do: 'menu' }).text;

describe('button', () => {
  it('should take any name and stay one line of words', () => {
    fc.assert(
      fc.property(nasty, (name) => {
        const text = label(name);
        expect(text.length).toBeLessThanOrEqual(64);
        expect(text.trim()).not.toBe('');
        expect(text.isWellFormed()).toBe(true);
        expect(text).not.toMatch(/[\n\r\0]/);
      }),
    );
  });

  it('should show a name as it is', () => {
    expect(label('✨ <b>Anna</b> & "Co" &lt;')).toBe('✨ <b>Anna</b> & "Co" &lt;');
    expect(label('one\ntwo')).toBe('one two');
  });

  it('should never be without words', () => {
    expect([label(''), label(' \n'), label('\u200b\u3164')]).toEqual(['…', '…', '…']);
  });
});
