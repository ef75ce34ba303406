import { isVoiced, stepsPerSecond } from './envelope';
import { pausesIn, phraseEnds, type Pause } from './pauses';

/** A word and when it is said, in seconds from the beginning of its recording. */
export interface TimedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const endsPhrase = /[.!?…,:;]$/;
// A digit is a word when it is said.
const digitLetters = 5;

/**
 * When each word of a recording is said: phrases end where the speaker rests, and within one the letters take the same
 * share of the time in which something sounds.
 */
export function timedWords(text: string, envelope: Float32Array): TimedWord[] {
  const phrases = phrasesOf(text.split(/\s+/).filter(Boolean));
  const voiced = voicedSteps(envelope);
  const weights = phrases.map((phrase) => weightOf(phrase));
  const rests = phraseEnds(pausesIn(envelope), weights, (step) => stepsBefore(voiced, step));
  if (!rests) return spread(phrases.flat(), voiced);
  return phrases.flatMap((phrase, index) => spread(phrase, within(voiced, rests, index)));
}

function phrasesOf(words: readonly string[]): string[][] {
  const phrases: string[][] = [[]];
  for (const word of words) {
    phrases.at(-1)?.push(word);
    if (endsPhrase.test(word)) phrases.push([]);
  }
  return phrases.filter((phrase) => phrase.length > 0);
}

const weightOf = (words: readonly string[]) =>
  [...words.join('')].reduce((sum, sign) => sum + (/\d/.test(sign) ? digitLetters : 1), 0);

/** The steps in which something sounds, in order. */
const voicedSteps = (envelope: Float32Array) =>
  [...envelope.keys()].filter((step) => isVoiced(envelope[step]));

function stepsBefore(voiced: readonly number[], step: number): number {
  let [low, high] = [0, voiced.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((voiced[middle] ?? Infinity) < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What sounds between one rest and the next. */
function within(voiced: readonly number[], rests: readonly Pause[], index: number): number[] {
  const from = rests[index - 1]?.to ?? 0;
  const to = rests[index]?.from ?? Infinity;
  return voiced.filter((step) => step >= from && step < to);
}

/** Words that follow each other, over the steps in which they sound. */
function spread(words: readonly string[], voiced: readonly number[]): TimedWord[] {
  const letters = weightOf(words);
  const at = (share: number) =>
    (voiced[Math.floor(share * voiced.length)] ?? (voiced.at(-1) ?? 0) + 1) / stepsPerSecond;
  let said = 0;
  return words.map((text) => {
    const start = at(said / letters);
    said += weightOf([text]);
    return { text, start, end: at(said / letters) };
  });
}
