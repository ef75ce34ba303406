import { estimatedTokens } from './token-estimate';

describe('estimatedTokens', () => {
  it.each([
    ['English', 'The quick brown fox jumps over the lazy dog and runs away. ', 12, 24],
    ['Russian', 'Съешь же ещё этих мягких французских булок да выпей чаю. ', 14, 34],
    ['Chinese', '我们明天早上九点在车站见面然后一起去北京', 14, 28],
  ])('should come near what a tokenizer says of %s', (_, text, least, most) => {
    expect(estimatedTokens(text)).toBeGreaterThanOrEqual(least);
    expect(estimatedTokens(text)).toBeLessThanOrEqual(most);
  });

  it('should grow with the text and count an empty message', () => {
    expect(estimatedTokens('')).toBeGreaterThan(0);
    expect(estimatedTokens('слово '.repeat(100))).toBeGreaterThan(estimatedTokens('слово '));
  });
});
