import { assertLighterThan } from './zip-weight';

/** Unpacked, of all that Word stores as XML. A novel has 5 MB; a file that is a bomb has gigabytes. */
const XML_BYTES = 64 * 1024 * 1024;
const ZIP_MARK = Buffer.from('PK\x03\x04');

export const isZip = (bytes: Buffer): boolean =>
  bytes.subarray(0, ZIP_MARK.length).equals(ZIP_MARK);

/** The text of a Word document; undefined when it is none, broken, or unpacks to what no document has. */
export async function wordText(bytes: Buffer): Promise<string | undefined> {
  try {
    await assertLighterThan(XML_BYTES, bytes, /\.(xml|rels)$/i);
    // Only the worker reads documents: others need not load it.
    const { default: mammoth } = await import('mammoth');
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    return value.replace(/\n{3,}/g, '\n\n');
  } catch {
    return undefined;
  }
}
