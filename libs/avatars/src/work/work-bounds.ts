/** How long work may stay where it is, in seconds, before it is failed with a refund. */
export interface WorkBounds {
  /** `requested`: FAL is down, busy or our account is empty. */
  readonly waiting: number;
  /** `submitting` without word from FAL, by whether FAL can call back and so tell the request id. */
  readonly unknown: { readonly polled: number; readonly calledBack: number };
  /** `submitted`. */
  readonly working: number;
}

/** Seconds until a row is looked at again. */
export interface WorkPace {
  /** A row without its job gets it again. */
  readonly requested: number;
  readonly submitting: number;
  /** How often FAL is asked: at first, and from `settlesIn` on. */
  readonly fresh: number;
  readonly later: number;
  readonly settlesIn: number;
}

export const TRAINING_BOUNDS: WorkBounds = {
  // Operators get an hour to top the account up; a person who waits longer thinks that it is lost.
  waiting: 3_600,
  // Without callbacks only the calling process could bring news; its call ends after 30 s, the rest is for
  // a machine that slept. With them FAL tells the id when the training ends, as a rule within half an hour.
  unknown: { polled: 600, calledBack: 3_600 },
  // 2500 steps take minutes; FAL's queue never drops a request but may hold it for an hour at peak.
  working: 10_800,
};

export const IMAGE_BOUNDS: WorkBounds = {
  // A person waits before the screen; after a quarter of an hour the credits do them more good.
  waiting: 900,
  unknown: { polled: 120, calledBack: 300 },
  // A picture takes seconds; a cold start with a new LoRA minutes.
  working: 900,
};

export const TRAINING_PACE = { requested: 10, submitting: 10, fresh: 10, later: 10, settlesIn: 0 };
/** With callbacks the questions are for the progress that people see, and make good a callback that was lost. */
export const CALLED_BACK_TRAINING_PACE = { ...TRAINING_PACE, fresh: 15, later: 15 };
export const IMAGE_PACE = { requested: 10, submitting: 10, fresh: 2, later: 5, settlesIn: 20 };
