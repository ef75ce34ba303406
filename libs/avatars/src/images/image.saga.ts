import { Injectable } from '@nestjs/common';
import type { Image } from '@aisha/database';
import { Collection } from '../work/collection';
import { ProviderSaga } from '../work/provider-saga';
import { Submission } from '../work/submission';
import { ImageKind } from './image.kind';

/** The worker's verbs for pictures. */
@Injectable()
export class ImageSaga extends ProviderSaga<Image> {
  constructor(kind: ImageKind, submission: Submission, collection: Collection) {
    super(kind, submission, collection);
  }
}
