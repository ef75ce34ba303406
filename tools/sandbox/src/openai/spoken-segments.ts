/** Something said in a recording; times in seconds from its beginning. */
export interface SpokenSegment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Who speaks: each known sample is a person of its own, counted from 0 in the order of their first words. */
  readonly speaker: number;
}

const endsSentence = /[.!?…]$/;
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

/** The sentences that words with times make up; what is cut off is a sentence too. */
export function segmentsOf(words: readonly SpokenSegment[]): SpokenSegment[] {
  const speakers: number[] = [];
  const segments: SpokenSegment[] = [];
  for (const word of words) {
    if (!speakers.includes(word.speaker)) speakers.push(word.speaker);
    const speaker = speakers.indexOf(word.speaker);
    const last = segments.at(-1);
    const goesOn = last && last.speaker === speaker && !endsSentence.test(last.text);
    if (goesOn) segments[segments.length - 1] = joined(last, word);
    else segments.push({ ...word, speaker, start: round(word.start), end: round(word.end) });
  }
  return segments;
}

const joined = (segment: SpokenSegment, word: SpokenSegment): SpokenSegment => ({
  ...segment,
  end: round(word.end),
  text: `${segment.text} ${word.text}`,
});

const round = (seconds: number) => Math.round(seconds * 100) / 100;
