/**
 * Characters of one token, by script, as OpenAI's o200k encoding cuts ordinary prose (measured by its publishers and
 * users: English about 4.3, Russian 3.2 to 3.6, Chinese and Japanese 1 to 1.4). Rounded down: a bound that is kept a
 * little early costs nothing. A tokenizer itself would cost each worker some 60 MB for its tables.
 */
const LATIN = 4;
const OTHER_LETTERS = 2.5;
const IDEOGRAPHS = 1;

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const otherLetters = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu;
/** What a message costs beside its words: its role and its ends. */
const FRAME = 4;

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** About how many tokens a model makes of a text; never far too few. */
export function estimatedTokens(text: string): number {
  const dense = count(text, ideographs);
  const foreign = count(text, otherLetters) - dense;
  const latin = text.length - dense - foreign;
  return Math.ceil(dense / IDEOGRAPHS + foreign / OTHER_LETTERS + latin / LATIN) + FRAME;
}
