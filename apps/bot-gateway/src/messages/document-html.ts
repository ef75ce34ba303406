import { type DocumentBlock, documentBlocks } from '@aisha/transcripts';
import { escapeHtml } from './html-text';

/** A document as Telegram's HTML. Whatever stands in it is shown, never read as markup. */
export const documentHtml = (text: string): string =>
  documentBlocks(text).map(html).join('\n').trim();

function html({ kind, text }: DocumentBlock): string {
  const shown = escapeHtml(text.toWellFormed());
  switch (kind) {
    case 'heading':
      return `\n<b>${shown}</b>`;
    case 'item':
      return `• ${shown}`;
    case 'paragraph':
      return shown;
  }
}
