import { Injectable } from '@nestjs/common';
import { Sweep } from '@aisha/platform';
import { StylePreviews } from './style-previews';

/** At the start, and so often that a storage that was away or emptied is made good before people wonder. */
const INTERVAL_MS = 600_000;

/** Sees to it that each style has its picture. */
@Injectable()
export class StylePreviewSweep extends Sweep {
  constructor(private readonly previews: StylePreviews) {
    super(INTERVAL_MS);
  }

  protected sweep(): Promise<void> {
    return this.previews.publish();
  }
}
