import { Injectable } from '@nestjs/common';
import { Sweep } from '@aisha/platform';
import { DocumentUpkeep } from '@aisha/transcripts';

/** With the 10 s that a document may be young: an emptied Redis is made good within 15 s. */
const INTERVAL_MS = 5_000;

@Injectable()
export class DocumentsSweep extends Sweep {
  constructor(private readonly upkeep: DocumentUpkeep) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    await this.upkeep.expire();
    await this.upkeep.remind();
  }
}
