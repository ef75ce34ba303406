import type { Readable } from 'node:stream';
import type { IncomingBody } from './body/received-body';
import type { ObjectStore } from './storage/object-store';
import type { StoredObject } from './storage/stored-object';

/** One authenticated request, as the operations see it. */
export interface S3Call extends IncomingBody {
  method: string;
  /** Empty for a request to the service itself. */
  bucket: string;
  /** Empty for a request to a bucket. */
  key: string;
  query: ReadonlyMap<string, string>;
  requestId: string;
  remoteAddress: string;
}

export type ObjectEventName =
  | 's3:ObjectCreated:Put'
  | 's3:ObjectCreated:Copy'
  | 's3:ObjectCreated:CompleteMultipartUpload'
  | 's3:ObjectRemoved:Delete';

export interface S3Services {
  store: ObjectStore;
  region: string;
  /** Tells about a change that is done; returns at once. */
  publish(name: ObjectEventName, call: S3Call, object: StoredObject): void;
}

export interface S3Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Readable;
}

export type S3Operation = (call: S3Call, services: S3Services) => S3Answer | Promise<S3Answer>;

export const xmlAnswer = (body: string, headers: Record<string, string> = {}): S3Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body,
});

export const quoted = (etag: string) => `"${etag}"`;

export const isoTime = (milliseconds: number) => new Date(milliseconds).toISOString();
