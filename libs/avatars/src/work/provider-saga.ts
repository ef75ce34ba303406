import type { Collection } from './collection';
import type { Submission } from './submission';
import type { WorkKind } from './work-kind';
import type { Work } from './work-rows';

/** The worker's verbs for one kind of paid work. Doing one twice is the same as once. */
export abstract class ProviderSaga<Row extends Work> {
  protected constructor(
    private readonly kind: WorkKind<Row>,
    private readonly submission: Submission,
    private readonly collection: Collection,
  ) {}

  /** Hands it over to FAL, once. */
  submit(id: string): Promise<void> {
    return this.submission.submit(this.kind, id);
  }

  /** Asks FAL what became of it. */
  collect(id: string): Promise<void> {
    return this.collection.collect(this.kind, id);
  }

  /** A job has no try left: what can never work is failed with a refund, the rest is left to the sweep. */
  async giveUp(id: string, error: Error): Promise<void> {
    await this.submission.giveUp(this.kind, id, error);
    await this.collection.giveUp(this.kind, id, error);
  }
}
