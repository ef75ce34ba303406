/** Where a face is, in parts of the picture's width and height; parts of it may lie outside of 0 to 1. */
export interface FaceBox {
  left: number;
  top: number;
  width: number;
  height: number;
}
export interface ScoredBox extends FaceBox {
  /** How sure the detector is, 0 to 1. */
  score: number;
}

/** Boxes that cover more than this part of the smaller one show the same face. */
const SAME_FACE = 0.4;

/** Of boxes that show the same face the surest. */
export function distinctFaces(boxes: ScoredBox[]): ScoredBox[] {
  const kept: ScoredBox[] = [];
  for (const box of [...boxes].sort((one, other) => other.score - one.score)) {
    if (!kept.some((known) => coveredPart(known, box) > SAME_FACE)) kept.push(box);
  }
  return kept;
}

function coveredPart(one: FaceBox, other: FaceBox): number {
  const width = overlap(one.left, one.width, other.left, other.width);
  const height = overlap(one.top, one.height, other.top, other.height);
  return (width * height) / Math.min(one.width * one.height, other.width * other.height);
}

const overlap = (from: number, length: number, otherFrom: number, otherLength: number) =>
  Math.max(0, Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom));
