import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Transcript } from '@aisha/database';
import { IncomingFiles } from '@aisha/delivery';
import { Storage, StoredObjectNotFound } from '@aisha/integrations';
import { Scratch } from '../media/scratch';

/** What is made of a recording that is heard in one piece. */
const SPARE_BYTES = 4_000_000;

/** A person's file on this machine's disk. */
export interface LocalRecording {
  /** Without an ending: the name says nothing about what is inside. */
  readonly path: string;
  /** For what is made of it; goes when the work ends. */
  readonly folder: string;
  readonly size: number;
}

/** Brings what people sent from the storage to the disk for as long as it is worked on. */
@Injectable()
export class Recordings {
  constructor(
    private readonly files: IncomingFiles,
    private readonly storage: Storage,
    private readonly scratch: Scratch,
  ) {}

  /**
   * @param options.extraBytes what the work itself will write
   * @throws {StoredObjectNotFound} when the file is gone
   * @throws {ProviderFailure} of the storage
   * @throws with `code` ENOSPC when there is no room for it now
   */
  async use<Result>(
    { fileId }: Transcript,
    work: (recording: LocalRecording) => Promise<Result>,
    { signal, extraBytes = SPARE_BYTES }: { signal?: AbortSignal; extraBytes?: number } = {},
  ): Promise<Result> {
    const file = await this.files.find(fileId);
    if (!file) throw new StoredObjectNotFound(fileId);
    await this.scratch.assertRoom((file.size ?? 0) + extraBytes);
    return this.scratch.use(async (folder) => {
      const path = join(folder, 'recording');
      const { body, size } = await this.storage.get(file.objectKey);
      await pipeline(body, createWriteStream(path), { signal });
      return work({ path, folder, size });
    });
  }
}
