/** A piece of a document, without any markup in its text. */
export interface DocumentBlock {
  readonly kind: 'heading' | 'item' | 'paragraph';
  readonly text: string;
}

const HEADING = /^#{1,6}\s+/;
const ITEM = /^(?:[-*•–]\s+|\[[ x]\]\s+)+/i;
/** Models like to emphasise although they are told not to. */
const EMPHASIS = /\*\*|__|`/g;

/** Reads the plain form in which documents are written: `# ` begins a heading, `- ` an item, all else is a paragraph. */
export const documentBlocks = (text: string): DocumentBlock[] =>
  text
    .split('\n')
    .map((line) => line.trim().replace(EMPHASIS, ''))
    .filter((line) => line !== '' && line !== '---')
    .map(block);

function block(line: string): DocumentBlock {
  if (HEADING.test(line)) return { kind: 'heading', text: line.replace(HEADING, '') };
  if (ITEM.test(line)) return { kind: 'item', text: line.replace(ITEM, '') };
  return { kind: 'paragraph', text: line };
}
