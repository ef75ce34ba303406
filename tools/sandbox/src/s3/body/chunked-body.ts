import { S3Error, notImplemented } from '../s3-error';
import type { ChunkSigning } from '../auth/authentication';
import { ByteReader } from './byte-reader';
import { ChunkSignatures } from './chunk-signatures';

const KINDS: Readonly<Record<string, { signed: boolean; trailing: boolean }>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { signed: true, trailing: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { signed: true, trailing: true },
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { signed: false, trailing: true },
};
const CHUNK_HEADER = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i;
const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

export const isChunked = (payloadHash: string) => payloadHash.startsWith('STREAMING-');

/**
 * Decodes S3's aws-chunked encoding: `<hex size>[;chunk-signature=<hex>]CRLF<data>CRLF`, a chunk
 * of size 0, then trailing headers. Its data can be trusted only when all of it was read: a wrong
 * signature shows at the end of its chunk.
 */
export class ChunkedBody {
  readonly trailers = new Map<string, string>();
  private readonly reader: ByteReader;
  private readonly signatures: ChunkSignatures | undefined;
  private readonly trailing: boolean;

  constructor(source: AsyncIterable<Buffer>, payloadHash: string, signing: ChunkSigning) {
    const kind = KINDS[payloadHash];
    if (!kind) throw notImplemented(`The payload ${payloadHash}`);
    this.reader = new ByteReader(source);
    this.signatures = kind.signed ? new ChunkSignatures(signing) : undefined;
    this.trailing = kind.trailing;
  }

  async *parts(): AsyncGenerator<Buffer> {
    try {
      let size: number;
      do {
        const header = await this.chunkHeader();
        size = header.size;
        for await (const part of this.reader.bytes(size)) {
          this.signatures?.update(part);
          yield part;
        }
        this.signatures?.endChunk(header.signature);
        if (size > 0) await this.emptyLine();
      } while (size > 0);
      await this.ending();
    } finally {
      await this.reader.close();
    }
  }

  private async chunkHeader(): Promise<{ size: number; signature: string | undefined }> {
    const match = CHUNK_HEADER.exec(await this.reader.line());
    if (!match?.[1]) throw new S3Error(400, 'InvalidRequest', 'A chunk header cannot be read.');
    return { size: parseInt(match[1], 16), signature: match[2]?.toLowerCase() };
  }

  private async emptyLine(): Promise<void> {
    if ((await this.reader.line()) !== '') {
      throw new S3Error(400, 'InvalidRequest', 'A chunk does not end where its size says.');
    }
  }

  private async ending(): Promise<void> {
    if (this.trailing) await this.readTrailers();
    else if (!(await this.reader.atEnd())) await this.emptyLine();
    if (!(await this.reader.atEnd())) {
      throw new S3Error(400, 'InvalidRequest', 'The body goes on after its last chunk.');
    }
  }

  private async readTrailers(): Promise<void> {
    // Some clients leave out the last empty line.
    while (!(await this.reader.atEnd())) {
      const line = await this.reader.line();
      if (line === '') break;
      const colon = line.indexOf(':');
      this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
    const signature = this.trailers.get(TRAILER_SIGNATURE);
    this.trailers.delete(TRAILER_SIGNATURE);
    this.signatures?.endTrailers(this.trailers, signature);
  }
}
