import { Injectable } from '@nestjs/common';
import { type CheckObject, checkObject } from '@aisha/contracts';
import { IncomingFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { JobProcessor } from '@aisha/platform';

/** The storage hinted that an object came or went. Its own answer is the truth, not the hint. */
@Injectable()
export class CheckObjectProcessor extends JobProcessor<CheckObject> {
  constructor(
    private readonly files: IncomingFiles,
    private readonly storage: Storage,
  ) {
    super(checkObject, 4);
  }

  protected async handle({ fileId }: CheckObject): Promise<void> {
    const file = await this.files.find(fileId);
    if (!file) return;
    const object = await this.storage.head(file.objectKey);
    if (object) await this.files.confirm(file.id, object.size);
    else await this.files.markRemoved(file.id);
  }
}
