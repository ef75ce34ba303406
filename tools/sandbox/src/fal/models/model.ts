import type { z } from 'zod';
import type { StoredFiles } from '../stored-files';

/** What a model may use while it works. */
export interface ModelContext {
  /** Adds a line to the job's log. */
  log(message: string): void;
  /** How long the work should seem to take, in milliseconds. */
  readonly workMs: number;
  readonly signal: AbortSignal;
  /** Whether the safety checker finds something, whatever the prompt says. */
  readonly blackens?: boolean;
  readonly files: StoredFiles;
  /** Address of the stand-in as its user knows it. */
  readonly baseUrl: string;
}

/** A model endpoint that the stand-in can play. */
export interface Model<Input = unknown> {
  readonly stage: 'training' | 'image';
  readonly input: z.ZodType<Input>;
  run(input: Input, context: ModelContext): Promise<unknown>;
}

/** A file of FAL's CDN as model outputs describe it. */
export interface FalFile {
  readonly url: string;
  readonly content_type: string;
  readonly file_name: string;
  readonly file_size: number;
}

/** Stores a result and describes it. */
export async function resultFile(
  { files, baseUrl, signal }: ModelContext,
  bytes: Buffer,
  fileName: string,
  contentType: string,
): Promise<FalFile> {
  signal.throwIfAborted();
  const place = files.reserve(fileName);
  await files.save(place, bytes, contentType);
  return {
    url: `${baseUrl}${place.path}`,
    content_type: contentType,
    file_name: place.name,
    file_size: bytes.length,
  };
}
