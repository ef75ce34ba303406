/** What can get stuck, as operators look at it. */
export const STUCK_KINDS = [
  'trainings',
  'images',
  'transcripts',
  'answers',
  'prompts',
  'archives',
  'files',
  'updates',
  'messages',
  'unreachable',
  'holds',
] as const;
export type StuckKind = (typeof STUCK_KINDS)[number];
