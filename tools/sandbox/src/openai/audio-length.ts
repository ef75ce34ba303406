// RFC 7845: Opus in Ogg counts 48 000 samples a second, whatever the input had.
const opusRate = 48_000;
const granuleOffset = 6;

/** Seconds of audio, where the container tells it cheaply (Ogg Opus, WAV); else undefined. */
export function audioSeconds(bytes: Buffer): number | undefined {
  return oggOpusSeconds(bytes) ?? wavSeconds(bytes);
}

function oggOpusSeconds(bytes: Buffer): number | undefined {
  const lastPage = bytes.lastIndexOf('OggS');
  const isOpus = bytes.subarray(0, 100).includes('OpusHead');
  if (!isOpus || lastPage < 0 || lastPage + granuleOffset + 8 > bytes.length) return undefined;
  const seconds = Number(bytes.readBigInt64LE(lastPage + granuleOffset)) / opusRate;
  return seconds >= 0 ? seconds : undefined;
}

function wavSeconds(bytes: Buffer): number | undefined {
  const data = bytes.indexOf('data');
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || data < 0 || bytes.length < 44) return undefined;
  const bytesPerSecond = bytes.readUInt32LE(28);
  return bytesPerSecond > 0 ? (bytes.length - data - 8) / bytesPerSecond : undefined;
}
