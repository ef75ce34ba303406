import { alike, isVoiced, stepsPerSecond } from './envelope';
import type { TimedWord } from './timed-words';

/** A recording whose words are known. */
export interface KnownRecording {
  readonly envelope: Float32Array;
  readonly words: readonly TimedWord[];
}

/** A word that was recognised, and whose recording it is from. */
export interface RecognisedWord extends TimedWord {
  readonly recording: KnownRecording;
}

interface Place {
  readonly recording: KnownRecording;
  /** Step of the recording that sounds at the first step looked at. */
  readonly from: number;
  readonly to: number;
  readonly likeness: number;
}

// Measured with the samples of this sandbox, joined, cut anywhere and re-encoded to Opus of 24 kbit/s: what is the same
// is 0.98 and more like itself in windows of 2.4 s; of tones and noises none was taken for words.
const windows = [
  { steps: 2.4 * stepsPerSecond, sameSound: 0.9 },
  { steps: 0.8 * stepsPerSecond, sameSound: 0.97 },
];
// How the rest is compared, from where both begin the same.
const hop = 0.4 * stepsPerSecond;
const goesOn = 0.92;
// Samples repeat themselves: of places that begin about as well as the best one the whole is compared.
const asGood = 0.08;
const otherSpeech = 0.9;
// What begins with so much of unknown sound is unknown.
const patienceSteps = 10 * stepsPerSecond;

/** The words of known recordings that sound in another one, whole or in parts, with their times in it. */
export function recognise(heard: Float32Array, known: readonly KnownRecording[]): RecognisedWord[] {
  const words: RecognisedWord[] = [];
  let [at, missed] = [0, 0];
  while (at < heard.length && (words.length > 0 || missed < patienceSteps)) {
    at = nextSound(heard, at);
    const place = placeOf(heard, at, known);
    if (place) words.push(...wordsIn(place, at));
    else missed += hop;
    at += place ? place.to - place.from : hop;
  }
  return words;
}

function nextSound(heard: Float32Array, from: number): number {
  let at = from;
  while (at < heard.length && !isVoiced(heard[at])) at++;
  return at;
}

/** Where a known recording sounds as the other does from `at` on, for as long as it does. */
function placeOf(
  heard: Float32Array,
  at: number,
  known: readonly KnownRecording[],
): Place | undefined {
  for (const { steps, sameSound } of windows) {
    const places = known.flatMap((recording) => placesIn(recording, heard, at, steps, sameSound));
    const best = Math.max(...places.map(({ likeness }) => likeness));
    const good = places.filter(({ likeness }) => likeness >= best - asGood);
    if (good.length > 0) return good.map((place) => extended(place, heard, at)).sort(likest)[0];
  }
  return undefined;
}

function placesIn(
  recording: KnownRecording,
  heard: Float32Array,
  at: number,
  steps: number,
  sameSound: number,
): Place[] {
  const { envelope } = recording;
  const places: Place[] = [];
  if (at + steps > heard.length) return places;
  for (let from = 0; from + steps <= envelope.length; from++) {
    const likeness = alike(envelope, from, heard, at, steps);
    if (likeness >= sameSound) places.push({ recording, from, to: from + steps, likeness });
  }
  return places;
}

function extended(place: Place, heard: Float32Array, at: number): Place {
  const { envelope } = place.recording;
  const end = Math.min(envelope.length, place.from + heard.length - at);
  let to = place.to;
  while (to < end) {
    const next = Math.min(hop, end - to);
    // A window that reaches back, since a hop alone may lie in a pause.
    const from = Math.max(place.from, to + next - 3 * hop);
    const likeness = alike(envelope, from, heard, at + from - place.from, to + next - from);
    if (likeness < goesOn && hasVoice(envelope, from, to + next)) break;
    to += next;
  }
  const likeness = alike(envelope, place.from, heard, at, to - place.from);
  return { ...place, to, likeness };
}

function hasVoice(envelope: Float32Array, from: number, to: number): boolean {
  return envelope.subarray(from, to).some((level) => isVoiced(level));
}

/** Much that is alike goes before little that is the same, and before more that is less alike. */
const likest = (a: Place, b: Place) => worthOf(b) - worthOf(a);
const worthOf = ({ from, to, likeness }: Place) => (to - from) * (likeness - otherSpeech);

/** Words that lie in the place by more than half, at the times of the other recording. */
function wordsIn({ recording, from, to }: Place, at: number): RecognisedWord[] {
  const [first, last] = [from / stepsPerSecond, to / stepsPerSecond];
  const later = at / stepsPerSecond - first;
  return recording.words
    .filter(({ start, end }) => (start + end) / 2 > first && (start + end) / 2 < last)
    .map(({ text, start, end }) => ({
      text,
      recording,
      start: Math.max(0, start + later),
      end: end + later,
    }));
}
