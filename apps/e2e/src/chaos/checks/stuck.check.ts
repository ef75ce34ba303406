import type { Finding, History } from '../history';

/** Nothing waits any more. */
export const checkStuck = ({
  stuck,
  stuckRows,
}: Pick<History, 'stuck' | 'stuckRows'>): Finding[] => [
  {
    count: 'rows stuck',
    value: Object.values(stuck).reduce((sum, count) => sum + count, 0),
    mustBeZero: true,
    examples: [
      ...Object.entries(stuck).flatMap(([what, count]) => (count ? `${count} ${what}` : [])),
      ...stuckRows,
    ],
  },
];
