/** How many pictures stand in each line of an album of 1 to 10, the larger ones first. */
const LINES = [
  [],
  [1],
  [2],
  [1, 2],
  [2, 2],
  [2, 3],
  [3, 3],
  [2, 2, 3],
  [2, 3, 3],
  [3, 3, 3],
  [2, 2, 3, 3],
];

/**
 * Cuts an album into its lines.
 * @template Item
 * @param {readonly Item[]} items
 * @returns {Item[][]}
 */
export function albumRows(items) {
  const lines = LINES[items.length] ?? Array(Math.ceil(items.length / 3)).fill(3);
  let at = 0;
  return lines.map((/** @type {number} */ size) => items.slice(at, (at += size)));
}
