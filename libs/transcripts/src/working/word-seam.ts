/** How many words leave the end of one text and the beginning of the next, so that what both say is said once. */
export interface Seam {
  readonly last: number;
  readonly first: number;
}

/** Nobody speaks faster for longer: 360 words a minute. */
const WORDS_A_SECOND = 6;
/** A cut goes through a word: half of it is heard, at the end of one piece or the beginning of the next, as another. */
const BROKEN_WORDS = 2;

/** @param overlapSeconds that both texts tell of; without any, no word is doubled */
export function seamOf(before: string, after: string, overlapSeconds: number): Seam {
  if (overlapSeconds <= 0) return { last: 0, first: 0 };
  const most = Math.ceil(overlapSeconds * WORDS_A_SECOND) + BROKEN_WORDS;
  const tail = wordsOf(before).slice(-most).map(plain);
  const head = wordsOf(after).slice(0, most).map(plain);
  const found = candidates(tail, head).sort((a, b) => b.shared - a.shared || a.broken - b.broken);
  return found[0]?.seam ?? { last: 0, first: 0 };
}

function candidates(tail: readonly string[], head: readonly string[]) {
  const broken = Array.from({ length: BROKEN_WORDS + 1 }, (_, count) => count);
  return (
    broken
      .flatMap((last) => broken.map((first) => ({ last, first })))
      .map(({ last, first }) => {
        const shared = sharedWords(tail.slice(0, tail.length - last), head.slice(first));
        return { shared, broken: last + first, seam: { last, first: first + shared } };
      })
      // One word may be the same by chance where others are between.
      .filter((found) => found.shared > (found.broken > 0 ? 1 : 0))
  );
}

/** The longest run of words that ends one list and begins the other. */
function sharedWords(tail: readonly string[], head: readonly string[]): number {
  for (let count = Math.min(tail.length, head.length); count > 0; count -= 1) {
    const end = tail.slice(-count);
    if (end.every((word, index) => word === head[index])) return count;
  }
  return 0;
}

/** Without a word of its own, a dash for one, a sign counts to the word before it. */
const WORD = /\S*[\p{L}\p{N}]\S*(?:\s+[^\p{L}\p{N}\s]+(?=\s|$))*/gu;

export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

const plain = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

export const withoutFirst = (text: string, words: number): string =>
  words === 0 ? text : wordsOf(text).slice(words).join(' ');

export const withoutLast = (text: string, words: number): string =>
  words === 0 ? text : wordsOf(text).slice(0, -words).join(' ');
