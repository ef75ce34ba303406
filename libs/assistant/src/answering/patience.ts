/**
 * How long a question may wait for its answer, in seconds. Later than this the talk has moved on, and what follows in
 * the same chat waits no longer.
 */
export const PATIENCE_S = 15 * 60;
