import { audioPrice } from './prices';

describe('audioPrice', () => {
  it.each([
    [0.4, 0],
    [59.99, 0],
    [60, 10],
    [60.01, 20],
    [119, 20],
    [120, 20],
    [3600, 600],
  ])('should ask for %d seconds %d credits', (seconds, credits) => {
    expect(audioPrice(seconds)).toBe(credits);
  });
});
