import type { Readable } from 'node:stream';

/** How to store an object. */
export interface PutOptions {
  readonly contentType: string;
  /** Expected bytes of a stream: a source that ends early or late is not stored. */
  readonly size?: number;
}

/** What the server knows about an object without its bytes. */
export interface StoredObjectInfo {
  readonly size: number;
  readonly contentType: string;
  /** Without the quotes of the header. */
  readonly etag: string;
}

/** An object on its way to us; read the body or destroy it. */
export interface StoredObject {
  readonly body: Readable;
  readonly contentType: string;
  readonly size: number;
}
