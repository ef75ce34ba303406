import { Injectable } from '@nestjs/common';
import { type ExportPerson, exportPerson } from '@aisha/contracts';
import { JobProcessor } from '@aisha/platform';
import { ExportPacking } from '@aisha/privacy';

/** Half a gigabyte each, there and back: people who wait for a picture come first. */
const CONCURRENCY = 1;

/** Here, because this worker packs the gallery too: it has the storage and is made for long transfers. */
@Injectable()
export class ExportPersonProcessor extends JobProcessor<ExportPerson> {
  constructor(private readonly packing: ExportPacking) {
    super(exportPerson, CONCURRENCY);
  }

  protected handle({ exportId }: ExportPerson): Promise<void> {
    return this.packing.pack(exportId);
  }

  protected override giveUp({ exportId }: ExportPerson): Promise<void> {
    return this.packing.giveUp(exportId);
  }
}
