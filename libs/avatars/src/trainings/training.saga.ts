import { Injectable } from '@nestjs/common';
import type { Training } from '@aisha/database';
import { Collection } from '../work/collection';
import { ProviderSaga } from '../work/provider-saga';
import { Submission } from '../work/submission';
import { TrainingKind } from './training.kind';

/** The worker's verbs for trainings. */
@Injectable()
export class TrainingSaga extends ProviderSaga<Training> {
  constructor(kind: TrainingKind, submission: Submission, collection: Collection) {
    super(kind, submission, collection);
  }
}
