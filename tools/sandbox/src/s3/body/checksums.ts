import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { notImplemented } from '../s3-error';
import type { RequestHeaders } from '../auth/signature';

/** A checksum that grows with the body; `digest` gives base64, as S3's headers carry it. */
export interface RunningChecksum {
  update(part: Uint8Array): void;
  digest(): string;
}

const algorithms = new Map<string, () => RunningChecksum>([
  ['crc32', () => runningCrc((crc, part) => crc32(part, crc))],
  ['crc32c', () => runningCrc(crc32c)],
  ['sha1', () => runningHash('sha1')],
  ['sha256', () => runningHash('sha256')],
]);

const HEADER = 'x-amz-checksum-';
// These say how a checksum is meant; they carry none.
const DESCRIPTIONS = ['algorithm', 'mode', 'type'];

/**
 * The checksums that a request gives or announces as a trailer, by their algorithm's name.
 * Throws 501 for an algorithm that cannot be verified here.
 */
export function announcedChecksums(headers: RequestHeaders): Map<string, RunningChecksum> {
  const trailers = (headers['x-amz-trailer'] ?? '').toLowerCase().split(',');
  const names = [...Object.keys(headers), ...trailers.map((name) => name.trim())]
    .filter((name) => name.startsWith(HEADER))
    .map((name) => name.slice(HEADER.length))
    .filter((name) => !DESCRIPTIONS.includes(name));
  return new Map(names.map((name) => [name, startChecksum(name)]));
}

export const checksumHeader = (algorithm: string) => `${HEADER}${algorithm}`;

function startChecksum(name: string): RunningChecksum {
  const start = algorithms.get(name);
  if (!start) throw notImplemented(`The checksum algorithm ${name}`);
  return start();
}

function runningHash(name: string): RunningChecksum {
  const hash = createHash(name);
  return { update: (part) => void hash.update(part), digest: () => hash.digest('base64') };
}

function runningCrc(step: (crc: number, part: Uint8Array) => number): RunningChecksum {
  let crc = 0;
  return {
    update: (part) => void (crc = step(crc, part)),
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(crc);
      return bytes.toString('base64');
    },
  };
}

// The reflected Castagnoli polynomial: node:zlib has only the plain CRC-32.
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

function crc32c(previous: number, part: Uint8Array): number {
  let crc = ~previous;
  for (const byte of part) crc = (CRC32C_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}
