import { estimatedTokens } from './token-estimate';

/** One question that was answered. */
export interface Exchange {
  readonly question: string;
  readonly answer: string;
}

/** Of the talk so far the model is shown this much word for word: more costs with every answer and seldom helps. */
export const MEMORY_TOKENS = 4_000;
/** What is beyond this goes into the summary, so that the next answers have room. */
export const KEPT_TOKENS = 2_000;

export const tokensOf = ({ question, answer }: Exchange): number =>
  estimatedTokens(question) + estimatedTokens(answer);

/** How many of the latest fit, without a gap. @param exchanges oldest first */
export function latestWithin(exchanges: readonly Exchange[], tokens: number): number {
  let left = tokens;
  let kept = 0;
  for (const exchange of exchanges.toReversed()) {
    left -= tokensOf(exchange);
    if (left < 0) break;
    kept += 1;
  }
  return kept;
}
