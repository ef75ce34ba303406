import { Injectable } from '@nestjs/common';
import { Departures, Promos } from '@aisha/accounts';
import { Sweep } from '@aisha/platform';

/** Codes wait for days and marks for months: an hour more is within their bounds. */
const INTERVAL_MS = 60 * 60 * 1_000;

/** Ends what people were given for a time: codes that wait for a top-up, marks of those who left. */
@Injectable()
export class PeopleSweep extends Sweep {
  constructor(
    private readonly promos: Promos,
    private readonly departures: Departures,
  ) {
    super(INTERVAL_MS);
  }

  protected async sweep(): Promise<void> {
    await this.promos.tidy();
    await this.departures.tidy();
  }
}
