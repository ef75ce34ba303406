import fc from 'fast-check';
import type { TextEntity } from '../../telegram/person-api.types';
import { loadBrowserModule } from './browser-module.fixture';

type TextNode = string | { entity: TextEntity; text: string; children: TextNode[] };

const { entityTree } = loadBrowserModule<{
  entityTree(text: string, entities?: readonly TextEntity[]): TextNode[];
}>('text/entity-tree.js');

const outline = (nodes: TextNode[]): unknown[] =>
  nodes.map((node) =>
    typeof node === 'string' ? node : [node.entity.type, ...outline(node.children)],
  );
const textOf = (nodes: TextNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('');

describe('entityTree', () => {
  it('should leave a text without entities as it is', () => {
    expect(entityTree('hello')).toEqual(['hello']);
  });

  it('should count offsets in UTF-16 units, so that text after an emoji is marked rightly', () => {
    const bold = { type: 'bold', offset: 3, length: 4 };
    expect(outline(entityTree('👋 Anna!', [bold]))).toEqual(['👋 ', ['bold', 'Anna'], '!']);
  });

  it('should nest an entity inside a longer one, whatever their order', () => {
    const italic = { type: 'italic', offset: 4, length: 3 };
    const bold = { type: 'bold', offset: 0, length: 7 };
    expect(outline(entityTree('one two', [italic, bold]))).toEqual([
      ['bold', 'one ', ['italic', 'two']],
    ]);
  });

  it('should cut an entity that leaves the one around it', () => {
    const entities = [
      { type: 'bold', offset: 0, length: 4 },
      { type: 'italic', offset: 2, length: 4 },
    ];
    expect(outline(entityTree('abcdef', entities))).toEqual([
      ['bold', 'ab', ['italic', 'cd']],
      ['italic', 'ef'],
    ]);
  });

  it('should keep every character of the text for any entities, also nonsensical ones', () => {
    const entity = fc.record({
      type: fc.constantFrom('bold', 'code', 'spoiler'),
      offset: fc.integer({ min: -3, max: 25 }),
      length: fc.integer({ min: -3, max: 25 }),
    });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.array(entity, { maxLength: 8 }),
        (text, entities) => {
          expect(textOf(entityTree(text, entities))).toBe(text);
        },
      ),
    );
  });
});
