import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import type { Upload } from './upload.types';

const UNKNOWN = 'application/octet-stream';
// Text has no signature to tell it by.
const textTypes = new Map([
  ['.txt', 'text/plain'],
  ['.md', 'text/markdown'],
  ['.srt', 'application/x-subrip'],
  ['.vtt', 'text/vtt'],
  ['.csv', 'text/csv'],
  ['.html', 'text/html'],
  ['.json', 'application/json'],
]);

/** What kind of file this is: as said by its sender, else by its bytes, else by its name. */
export async function mimeTypeOf({ mimeType, fileName, bytes }: Upload) {
  const [declared = UNKNOWN] = mimeType.split(';');
  if (declared !== UNKNOWN) return declared;
  const detected = await fileTypeFromBuffer(bytes);
  return detected?.mime ?? textTypes.get(extensionOf(fileName)) ?? UNKNOWN;
}

/** The extension with its dot in lower case, or nothing when it is none that belongs into a path. */
export function extensionOf(fileName: string) {
  const extension = extname(fileName).toLowerCase();
  return /^\.[a-z0-9]{1,10}$/.test(extension) ? extension : '';
}
