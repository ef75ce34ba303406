import { Injectable } from '@nestjs/common';
import { fetchFile } from '@aisha/contracts';
import { IncomingFiles } from '@aisha/delivery';
import { Jobs, Sweep } from '@aisha/platform';
import { FileRouter } from './file-router';

const INTERVAL_MS = 5_000;
/** A file is fetched within a second or two; later than this its job may be lost. One that is alive is left alone. */
const OVERDUE_S = 10;
/** Asking after them costs Redis one round trip; more than this do not wait even after an hour's outage. */
const FILES_A_ROUND = 5_000;
/** Telegram's file ids hold longer, but who waits for a transcript or for photos is told by then. */
const GIVEN_UP_S = 60 * 60;

/** Finds files that were announced and that nobody fetches; ends those that cannot be had. */
@Injectable()
export class FilesSweep extends Sweep {
  constructor(
    private readonly files: IncomingFiles,
    private readonly jobs: Jobs,
    private readonly router: FileRouter,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    for (const { id } of await this.files.overdue(GIVEN_UP_S, FILES_A_ROUND)) await this.giveUp(id);
    const overdue = await this.files.overdue(OVERDUE_S, FILES_A_ROUND);
    await this.jobs.restore(
      fetchFile,
      overdue.map(({ id, traceId }) => ({ payload: { fileId: id }, traceId })),
    );
  }

  private async giveUp(id: string): Promise<void> {
    const file = await this.files.find(id);
    if (file) await this.router.refuse(file, 'unreachable');
  }
}
