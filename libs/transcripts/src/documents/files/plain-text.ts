import type { FileBlock } from './readable';

/** Notepad of Windows before 2019 takes UTF-8 without it for the local code page, which makes Russian unreadable. */
const BYTE_ORDER_MARK = '\uFEFF';

/** UTF-8 for every reader, with the line ends that Windows knows and all others take. */
export const plainTextFile = (blocks: readonly FileBlock[]): Buffer =>
  Buffer.from(BYTE_ORDER_MARK + blocks.map(line).join('\r\n') + '\r\n');

function line({ kind, lead, text }: FileBlock, index: number): string {
  const before = index > 0 && kind !== 'item' ? '\r\n' : '';
  if (kind === 'item') return `- ${text}`;
  return before + (lead ? `[${lead}] ${text}` : text);
}
