import { loadSharp } from '../load-sharp';
import { style, type Style, styleCategory } from './style';
import { CATEGORIES, categoryOf, findCategory, findStyle, STYLES } from './style-catalogue';
import { previewKey, previewSvg } from './style-preview';

describe('the styles', () => {
  it('should be many, in several categories', () => {
    expect(CATEGORIES.length).toBeGreaterThanOrEqual(5);
    expect(STYLES.length).toBeGreaterThanOrEqual(24);
  });

  it('should have ids and names of their own', () => {
    for (const list of [STYLES, CATEGORIES]) {
      for (const language of ['ru', 'en'] as const) {
        expect(new Set(list.map(({ names }) => names[language])).size).toBe(list.length);
      }
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    }
  });

  it.each(STYLES)('should be whole: $id', (each) => {
    expect(style.parse(each)).toEqual(each);
    expect(each.names.ru).toMatch(/\p{Script=Cyrillic}|3D/u);
    expect(each.names.en).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(each.template).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(each.template.split('{prompt}')).toHaveLength(2);
    expect(categoryOf(each.id)?.styles).toContainEqual(each);
  });

  it.each([
    ['a template without a place for the words', { template: 'a portrait' }],
    ['an id that no button can carry', { id: 'a-very-long-name-of-a-style' }],
    ['a name in one language', { names: { ru: 'Имя' } }],
    ['a colour that is none', { preview: { colors: ['red', '#000000', '#000000'], scene: 'sun' } }],
  ])('should be refused with %s', (_what, change) => {
    expect(style.safeParse({ ...STYLES[0], ...change }).success).toBe(false);
    expect(styleCategory.safeParse({ ...CATEGORIES[0], styles: [] }).success).toBe(false);
  });

  it('should be found by their ids', () => {
    expect(findStyle('noir')?.names.en).toBe('Film noir');
    expect([findStyle('gone'), findStyle(null), findCategory('gone')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the preview of a style', () => {
  it.each(STYLES)('should be a picture without letters: $id', async (each) => {
    const svg = previewSvg(each);
    expect(svg).not.toContain('<text');
    const sharp = await loadSharp();
    const { width, height } = await sharp(Buffer.from(svg)).metadata();
    expect([width, height]).toEqual([512, 512]);
  });

  it('should lie elsewhere when it looks different', () => {
    const one = STYLES[0]!;
    const other: Style = {
      ...one,
      preview: { colors: ['#000000', '#111111', '#222222'], scene: 'sun' },
    };
    expect(previewKey(other)).not.toBe(previewKey(one));
    expect(new Set(STYLES.map(previewKey)).size).toBe(STYLES.length);
  });
});
