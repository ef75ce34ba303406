/** A photo and the numbers of its face. */
export interface KnownFace {
  id: string;
  descriptor: number[];
}

/**
 * Euclidean distance from which two faces are held to be different people. dlib, whose network face-api carries,
 * takes 0.6 for any two photos; against the middle of several photos of one person distances are smaller: cuts of
 * one face lay within 0.32, other people's beyond 0.46 (99 and 95 of 100).
 */
const OTHER_PERSON = 0.55;

/**
 * Which faces of a set are not the person whom most photos show. Does not depend on the order in which photos are
 * checked, except while two people are equal in number: then the face that came first counts as the person.
 */
export function strangersAmong(faces: KnownFace[]): Set<string> {
  const groups = faces.map((face) => faces.filter((other) => distance(face, other) < OTHER_PERSON));
  const largest = groups.reduce((best, group) => (group.length > best.length ? group : best), []);
  const middle = middleOf(largest);
  return new Set(
    faces.filter((face) => distance(face, middle) >= OTHER_PERSON).map(({ id }) => id),
  );
}

type Numbers = Pick<KnownFace, 'descriptor'>;

const distance = (one: Numbers, other: Numbers) =>
  Math.hypot(...one.descriptor.map((value, index) => value - other.descriptor[index]!));

const middleOf = (faces: Numbers[]): Numbers => ({
  descriptor: (faces[0]?.descriptor ?? []).map(
    (_, index) => faces.reduce((sum, face) => sum + face.descriptor[index]!, 0) / faces.length,
  ),
});
