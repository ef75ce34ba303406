import { FluentResource } from '@fluent/bundle';
import fc from 'fast-check';
import { Catalogue, escapeHtml } from './catalogue';
import en from './en.ftl';
import ru from './ru.ftl';

/** The names of the values that a message uses, at any depth. */
const valuesIn = (node: unknown): string[] => {
  if (typeof node !== 'object' || node === null) return [];
  const { type, name } = node as { type?: string; name?: string };
  const own = type === 'var' && name ? [name] : [];
  return [...own, ...Object.values(node).flatMap(valuesIn)];
};
const messages = (source: string) =>
  Object.fromEntries(
    new FluentResource(source).body.map(({ id, value }) => [
      id,
      [...new Set(valuesIn(value))].sort(),
    ]),
  );

describe('the catalogues', () => {
  it('should say the same things in Russian and English, with the same values', () => {
    expect(messages(ru)).toEqual(messages(en));
    expect(Object.keys(messages(ru)).length).toBeGreaterThan(80);
  });

  it('should count in Russian as Russians do', () => {
    const catalogue = new Catalogue();
    const words = [1, 3, 5, 21].map(
      (balance) =>
        /кредит\S*/.exec(
          catalogue.html('ru', 'balance', { balance, training: 1, image: 1, minute: 1 }),
        )![0],
    );
    expect(words.map((word) => word.replace(/\.?<.*/, ''))).toEqual([
      'кредит',
      'кредита',
      'кредитов',
      'кредит',
    ]);
  });

  it('should never let what a person wrote become markup', () => {
    const catalogue = new Catalogue();
    const frame = catalogue.html('en', 'picture-prompt-request', { name: '' }).split('').sort();
    fc.assert(
      fc.property(fc.string(), (name) => {
        const html = catalogue.html('en', 'picture-prompt-request', { name });
        const tags = html.match(/<[^>]*>/g);
        expect(tags).toEqual(['<b>', '</b>']);
        expect(html).toContain(escapeHtml(name));
        expect(html.length).toBe(frame.length + escapeHtml(name).length);
      }),
    );
  });

  it('should refuse an id that nobody wrote', () => {
    expect(() => new Catalogue().html('en', 'nonsense')).toThrow('no usable text "nonsense" in en');
  });
});
