/**
 * What a restore holds back, as operators decide about it: results that people paid or waited for, all else that was
 * said to them, news to everybody, what operators are told, and updates from people that nobody had handled.
 */
export const HELD_KINDS = ['results', 'talk', 'news', 'operators', 'updates'] as const;
export type HeldKind = (typeof HELD_KINDS)[number];
/** What an operator's word is for: one kind, or all of it. */
export const HELD_CHOICES = ['all', ...HELD_KINDS] as const;
export type HeldChoice = (typeof HELD_CHOICES)[number];
