import { open } from 'node:fs/promises';

/** Voice notes have 16 to 32 kbit/s; what is far larger is worth the encoding, which makes it small. */
const SMALL_BYTES = 2_000_000;
/** The first page of an Ogg file holds the head of its first stream alone (RFC 7845, 3 and 5.1). */
const HEAD_BYTES = 48;
const CHANNELS_AT = 9;

/** Whether a file is what messengers record: small mono Opus in Ogg, which models take as it is. */
export async function isVoiceNote(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(HEAD_BYTES);
    await file.read(head, 0, HEAD_BYTES, 0);
    const opus = head.indexOf('OpusHead');
    if (size > SMALL_BYTES || !head.subarray(0, 4).equals(Buffer.from('OggS'))) return false;
    return opus > 0 && head[opus + CHANNELS_AT] === 1;
  } finally {
    await file.close();
  }
}
