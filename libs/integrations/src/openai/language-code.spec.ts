import { languageCode } from './language-code';

describe('languageCode', () => {
  it.each([
    ['ru', 'ru'],
    ['RU', 'ru'],
    ['en-US', 'en'],
    ['russian', 'ru'],
    ['English', 'en'],
    ['hebrew', 'he'],
    ['norwegian', 'no'],
    ['tagalog', 'tl'],
    ['haitian creole', 'ht'],
    ['castilian', 'es'],
    ['cantonese', undefined],
    ['qq', undefined],
    ['unknown', undefined],
    ['', undefined],
    [null, undefined],
  ])('should read %j as %j', (told, code) => {
    expect(languageCode(told)).toBe(code);
  });
});
