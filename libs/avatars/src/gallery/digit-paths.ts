/** Strokes of the digits in a box of 6 by 10: the images that the apps run in have no fonts. */
const STROKES = [
  'M0 0H6V10H0Z',
  'M1 2L3 0V10M1 10H5',
  'M0 0H6V5H0V10H6',
  'M0 0H6V10H0M1 5H6',
  'M0 0V5H6M6 0V10',
  'M6 0H0V5H6V10H0',
  'M6 0H0V10H6V5H0',
  'M0 0H6L2 10',
  'M0 0H6V10H0ZM0 5H6',
  'M0 10H6V0H0V5H6',
];
/** From one digit to the next. */
const STEP = 10;

export interface Drawn {
  /** Of the strokes, in an SVG path. */
  path: string;
  /** In the units of the strokes; the height is 10. */
  width: number;
}

/** A number as strokes, for an SVG path with round caps and joins. */
export function drawnNumber(number: number): Drawn {
  const digits = [...String(number)].map(Number);
  const path = digits
    .map((digit, index) =>
      (STROKES[digit] ?? '').replace(
        /([MLH])(\d+)/g,
        (_, command: string, x: string) => `${command}${Number(x) + index * STEP}`,
      ),
    )
    .join('');
  return { path, width: digits.length * STEP - (STEP - 6) };
}
