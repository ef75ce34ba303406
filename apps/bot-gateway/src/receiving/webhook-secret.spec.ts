import { secretCheck } from './webhook-secret';

describe('secretCheck', () => {
  const check = secretCheck('the-secret');
  const given = (secret?: string | string[]) =>
    check({ headers: { 'x-telegram-bot-api-secret-token': secret } });

  it('should know the secret', () => {
    expect(given('the-secret')).toBe(true);
  });

  it.each([undefined, '', 'the-secre', 'the-secret ', 'THE-SECRET', 'x'.repeat(100_000)])(
    'should refuse %s, of whatever length',
    (secret) => {
      expect(given(secret)).toBe(false);
    },
  );

  it('should refuse a header that came twice', () => {
    expect(given(['the-secret', 'the-secret'])).toBe(false);
  });
});
