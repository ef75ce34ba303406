/** Bounds of what a person writes, in characters. */
export const LIMITS = {
  avatarName: { min: 2, max: 50 },
  picturePrompt: { min: 5, max: 500 },
  negativePrompt: { min: 2, max: 200 },
  transcriptTitle: { min: 1, max: 60 },
  question: { max: 4096 },
  /** It goes with every part of a long transcript. */
  documentQuestion: { min: 2, max: 500 },
  supportQuestion: { max: 1000 },
  /** Why an operator does something. */
  operatorReason: { min: 3, max: 300 },
  /** News: one message of Telegram's. */
  news: { min: 1, max: 4096 },
  /** Telegram hands bots files up to this size, in bytes (getFile, Bot API). */
  fileBytes: 20 * 1024 * 1024,
} as const;

/** Characters as people count them, not UTF-16 units. */
const length = (text: string): number => [...text].length;

export const fits = (text: string, { min = 1, max }: { min?: number; max: number }): boolean =>
  length(text) >= min && length(text) <= max;
