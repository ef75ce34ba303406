import { Injectable } from '@nestjs/common';
import { fetchFile } from '@aisha/contracts';
import { IncomingFiles } from '@aisha/delivery';
import { Jobs, Sweep } from '@aisha/platform';

const INTERVAL_MS = 5_000;
/** A file is fetched within a second or two; later than this its job was lost. The key keeps a job that is alive alone. */
const OVERDUE_S = 15;
const FILES_A_ROUND = 200;

/** Finds files that were announced and never fetched. */
@Injectable()
export class FilesSweep extends Sweep {
  constructor(
    private readonly files: IncomingFiles,
    private readonly jobs: Jobs,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    for (const { id, traceId } of await this.files.overdue(OVERDUE_S, FILES_A_ROUND)) {
      await this.jobs.enqueue(fetchFile, { fileId: id }, traceId);
    }
  }
}
