import { FluentResource } from '@fluent/bundle';
import fc from 'fast-check';
import { Catalogue } from './catalogue';
import { nasty, show } from './telegram-html.fixture';
import { TEXTS } from './texts';

/** The names of the values that a message uses, at any depth. */
const valuesIn = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  const { type, name } = node as { type?: string; name?: string };
  const own = type === 'var' && name ? [name] : [];
  return [...own, ...Object.values(node).flatMap(valuesIn)];
};
/** The names of the values that are written out when all of them are words: words choose the last variant. */
const writtenIn = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(writtenIn);
  const { type, name, variants, star } = Object(node) as {
    type?: string;
    name?: string;
    variants?: { value: unknown }[];
    star?: number;
  };
  if (type === 'var' && name) return [name];
  return type === 'select' ? writtenIn(variants?.[star ?? 0]?.value) : [];
};
const messages = (source: string) =>
  Object.fromEntries(
    new FluentResource(source).body.map(({ id, value }) => [
      id,
      [...new Set(valuesIn(value))].sort(),
    ]),
  );
const SOURCES = { ru: TEXTS.ru.join('\n'), en: TEXTS.en.join('\n') };
const LANGUAGES = ['ru', 'en'] as const;
const all = LANGUAGES.flatMap((language) =>
  new FluentResource(SOURCES[language]).body.map(({ id, value }) => ({
    language,
    id,
    values: [...new Set(valuesIn(value))],
    written: [...new Set(writtenIn(value))],
  })),
);
const occurrences = (text: string, words: string) =>
  words === '' ? Infinity : text.split(words).length - 1;
const isPlain = (id: string) => /^(button|alert|command)-/.test(id);

describe('the catalogues', () => {
  const catalogue = new Catalogue();

  it('should say the same things in Russian and English, with the same values', () => {
    expect(messages(SOURCES.ru)).toEqual(messages(SOURCES.en));
    expect(Object.keys(messages(SOURCES.ru)).length).toBeGreaterThan(80);
  });

  it('should count in Russian as Russians do', () => {
    const words = [1, 3, 5, 21].map(
      (balance) =>
        /кредит\S*/.exec(
          catalogue.html('ru', 'balance', {
            balance,
            training: 1,
            thorough: 1,
            image: 1,
            minute: 1,
          }),
        )![0],
    );
    expect(words.map((word) => word.replace(/\.?<.*/, ''))).toEqual([
      'кредит',
      'кредита',
      'кредитов',
      'кредит',
    ]);
  });

  it.each(all.filter(({ id }) => !isPlain(id)))(
    'should show in $language $id what a person wrote, unchanged and never as markup',
    ({ language, id, values, written }) => {
      const frame = new Set(markup(language, id, values, ''));
      fc.assert(
        fc.property(nasty, (words) => {
          const { text, tags } = show(catalogue.html(language, id, filled(values, words)));
          expect(occurrences(text, words.toWellFormed())).toBeGreaterThanOrEqual(written.length);
          expect(new Set([...frame, ...tags])).toEqual(frame);
        }),
        { numRuns: 50 },
      );
    },
  );

  it.each(all.filter(({ id }) => isPlain(id)))(
    'should keep $language $id free of markup, and the words in it as they are',
    ({ language, id, values, written }) => {
      expect(catalogue.plain(language, id, filled(values, ''))).not.toMatch(/[<>&]/);
      fc.assert(
        fc.property(nasty, (words) => {
          const text = catalogue.plain(language, id, filled(values, words));
          expect(occurrences(text, words.toWellFormed())).toBeGreaterThanOrEqual(written.length);
        }),
        { numRuns: 20 },
      );
    },
  );

  it("should keep within Telegram's 200 characters for an alert and 256 for a command", () => {
    for (const { language, id } of all.filter((message) => /^(alert|command)-/.test(message.id))) {
      const { length } = catalogue.plain(language, id);
      expect(length).toBeLessThanOrEqual(id.startsWith('alert') ? 200 : 256);
      expect(length).toBeGreaterThanOrEqual(3);
    }
  });

  it('should refuse an id that nobody wrote', () => {
    expect(() => catalogue.html('en', 'nonsense')).toThrow('no usable text "nonsense" in en');
  });

  const filled = (values: string[], words: string) =>
    Object.fromEntries(values.map((name) => [name, words]));
  const markup = (language: 'ru' | 'en', id: string, values: string[], words: string) => [
    '',
    ...show(catalogue.html(language, id, filled(values, words || 'x'))).tags,
  ];
});
