import { buffer } from 'node:stream/consumers';
import type { FileBlock } from './readable';
import { fontFiles } from './font-files';

/** A4 with margins of 2 cm, in points. */
const PAGE = { size: 'A4', margin: 57 } as const;
const TEXT_SIZE = 11;
const HEADING_SIZE = 14;
const GAP = 6;

/** A PDF with its fonts inside, so that every reader shows Cyrillic. */
export async function pdfFile(blocks: readonly FileBlock[]): Promise<Buffer> {
  // Only the worker writes files: others need not load it.
  const { default: Pdf } = await import('pdfkit');
  const { plain, bold } = fontFiles();
  const pdf = new Pdf({ ...PAGE, font: plain, info: { Creator: 'Aisha' } });
  const bytes = buffer(pdf);
  for (const block of blocks) write(pdf, block, { plain, bold });
  pdf.end();
  return bytes;
}

function write(
  pdf: PDFKit.PDFDocument,
  { kind, lead, text }: FileBlock,
  { plain, bold }: { plain: string; bold: string },
): void {
  const words = text.toWellFormed();
  if (kind === 'heading') {
    pdf.font(bold, HEADING_SIZE).text(words, { paragraphGap: GAP });
    return;
  }
  if (lead) pdf.font(bold, TEXT_SIZE).text(`${lead}  `, { continued: true });
  const options = { paragraphGap: GAP, indent: 0 };
  pdf.font(plain, TEXT_SIZE).text(kind === 'item' ? `•  ${words}` : words, options);
}
