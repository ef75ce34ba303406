import { Injectable } from '@nestjs/common';
import { Sweep } from '@aisha/platform';
import { TranscriptUpkeep } from '@aisha/transcripts';

/** With the 10 s that a row may be young: an emptied Redis is made good within 15 s. */
const INTERVAL_MS = 5_000;

@Injectable()
export class TranscriptsSweep extends Sweep {
  constructor(private readonly upkeep: TranscriptUpkeep) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    await this.upkeep.expire();
    await this.upkeep.remind();
  }
}
