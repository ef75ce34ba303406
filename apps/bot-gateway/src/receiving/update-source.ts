/** Where updates come from, as far as the rest of the gateway cares. */
export abstract class UpdateSource {
  /** What this gateway does about receiving at the moment. */
  abstract readonly role: 'starting' | 'standby' | 'poller' | 'webhook';
  /** The fence epoch while this gateway holds the poller's lock, else null. */
  abstract readonly epoch: number | null;
  /** Did the last call to Telegram succeed? */
  abstract readonly telegramReachable: boolean;
}
