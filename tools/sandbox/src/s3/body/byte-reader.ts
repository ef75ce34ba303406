import { S3Error } from '../s3-error';

const LONGEST_LINE = 8192;

/** Reads lines and counted bytes from a stream whose pieces break anywhere. */
export class ByteReader {
  private buffered: Buffer = Buffer.alloc(0);
  private readonly source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next line without its CRLF; the end of the stream before one is an error. */
  async line(): Promise<string> {
    let end: number;
    while ((end = this.buffered.indexOf('\r\n')) < 0) {
      if (this.buffered.length > LONGEST_LINE) throw new S3Error(400, 'InvalidRequest');
      await this.more();
    }
    const line = this.buffered.toString('latin1', 0, end);
    this.buffered = this.buffered.subarray(end + 2);
    return line;
  }

  /** Exactly `count` bytes, in the pieces in which they come. */
  async *bytes(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (this.buffered.length === 0) await this.more();
      const part = this.buffered.subarray(0, left);
      this.buffered = this.buffered.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  /** True at the end of the stream. */
  async atEnd(): Promise<boolean> {
    while (this.buffered.length === 0) {
      const next = await this.source.next();
      if (next.done) return true;
      this.buffered = next.value;
    }
    return false;
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }

  private async more(): Promise<void> {
    const next = await this.source.next();
    if (next.done) throw new S3Error(400, 'IncompleteBody');
    this.buffered = this.buffered.length ? Buffer.concat([this.buffered, next.value]) : next.value;
  }
}
