const OPUS_RATE = 48_000;
const GRANULE_OFFSET = 6;

/** Seconds of an OGG/Opus stream, from the sample position of its last page; undefined for anything else. */
export function oggDuration(bytes: Buffer): number | undefined {
  if (!isOgg(bytes)) return undefined;
  const page = bytes.lastIndexOf('OggS');
  if (page + GRANULE_OFFSET + 8 > bytes.length) return undefined;
  return Number(bytes.readBigInt64LE(page + GRANULE_OFFSET)) / OPUS_RATE;
}

export const isOgg = (bytes: Buffer) => bytes.subarray(0, 4).toString('latin1') === 'OggS';
