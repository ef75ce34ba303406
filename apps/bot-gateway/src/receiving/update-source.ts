/** Where updates come from, as far as commands are concerned. */
export abstract class UpdateSource {
  /** Lets go of the poller's lock and stands by. Does nothing when the epoch is over. */
  abstract stepDown(epoch: number, reason: string): void;
}
