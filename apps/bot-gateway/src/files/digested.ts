import { createHash } from 'node:crypto';
import { type Readable, Transform } from 'node:stream';

/** A stream on its way, and what its bytes come to. */
export interface Digested {
  body: Readable;
  /** SHA-256 of all bytes, in hex; to be asked for once the stream has ended. */
  sha256(): string;
}

/** Reads along as a file goes by. A source that breaks off breaks off the body too. */
export function digested(source: Readable): Digested {
  const hash = createHash('sha256');
  const body = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  source.once('error', (error) => body.destroy(error));
  body.once('close', () => source.destroy());
  return { body: source.pipe(body), sha256: () => hash.digest('hex') };
}
