import type { FileBlock } from './readable';

/** Characters that XML 1.0 cannot hold: Word would call the file damaged. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A Word document (OOXML). */
export async function wordFile(blocks: readonly FileBlock[]): Promise<Buffer> {
  // Only the worker writes files: others need not load it.
  const { Document, HeadingLevel, Packer, Paragraph, TextRun } = await import('docx');
  const paragraph = ({ kind, lead, text }: FileBlock) =>
    new Paragraph({
      heading: kind === 'heading' ? HeadingLevel.HEADING_2 : undefined,
      bullet: kind === 'item' ? { level: 0 } : undefined,
      spacing: { after: 120 },
      children: [
        ...(lead ? [new TextRun({ text: `${clean(lead)}  `, bold: true })] : []),
        new TextRun(clean(text)),
      ],
    });
  const document = new Document({
    creator: 'Aisha',
    styles: { default: { document: { run: { font: 'Arial', size: 22 } } } },
    sections: [{ children: blocks.map(paragraph) }],
  });
  return Packer.toBuffer(document);
}

const clean = (text: string) => text.toWellFormed().replace(NOT_IN_XML, '');
