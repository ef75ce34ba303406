/** Something said in a recording; times in seconds from its beginning. */
export interface SpokenSegment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Who speaks: each known sample is a person of its own. */
  readonly speaker: number;
}

const sentence = /[^.!?…]+[.!?…]*\s*/g;

/** The sentences of a text that fills a stretch of time, each as long as its share of the letters. */
export function sentencesOf(text: string, start: number, end: number): SpokenSegment[] {
  const sentences = text.match(sentence) ?? [];
  const letters = sentences.reduce((sum, one) => sum + one.length, 0);
  const perLetter = letters === 0 ? 0 : (end - start) / letters;
  let at = start;
  return sentences.map((one) => {
    const from = at;
    at += one.length * perLetter;
    return { start: round(from), end: round(at), text: one.trim(), speaker: 0 };
  });
}

const round = (seconds: number) => Math.round(seconds * 100) / 100;
