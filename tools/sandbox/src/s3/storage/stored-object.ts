import { readFile } from 'node:fs/promises';

/** What a client says about an object beside its bytes. */
export interface ObjectDescription {
  /** Content-Type and its like, given back as they came. */
  headers: Record<string, string>;
  /** The x-amz-meta- headers, without that prefix. */
  metadata: Record<string, string>;
  tags: Record<string, string>;
}

export interface ObjectContent {
  size: number;
  etag: string;
  checksums: Record<string, string>;
}

/** An object as its file describes it. Treated as immutable: a change makes a new one. */
export interface StoredObject extends ObjectDescription, ObjectContent {
  key: string;
  /** Names the file with the bytes, which never change under it. */
  revision: string;
  /** Milliseconds. */
  modified: number;
}

/** Throws 404 or 412 when the object that is there does not meet a condition of the request. */
export type WriteCondition = (existing: StoredObject | undefined) => void;

export const isMissing = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

/** Reads a file that this server wrote; undefined if there is none. */
export async function readJson<Value>(file: string): Promise<Value | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Value;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
