import { Injectable } from '@nestjs/common';
import { ExportVolumes } from './export-volumes';
import { Exports } from './exports';

/** The worker's verbs for exports. Packing twice is the same as once: the later attempt counts. */
@Injectable()
export class ExportPacking {
  constructor(
    private readonly exports: Exports,
    private readonly volumes: ExportVolumes,
  ) {}

  async pack(exportId: string): Promise<void> {
    const wanted = await this.exports.begin(exportId);
    if (wanted) await this.exports.deliver(wanted, await this.volumes.write(wanted));
  }

  /** No try is left. */
  giveUp(exportId: string): Promise<void> {
    return this.exports.fail(exportId);
  }
}
