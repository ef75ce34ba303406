import { median } from '../figures';
import type { Figures, Played } from './measurement';
import { SETTINGS } from './settings';

type Results = Map<string, Figures[]>;
type Pick = (figures: Figures) => number | null | undefined;

const rateOf = ({ drain }: Figures) => drain.answered / drain.seconds;
const each =
  (part: 'bot' | 'postgres' | 'redis' | 'standIn'): ((played?: Played) => number | undefined) =>
  (played) =>
    played && played.cpu[part] / played.answered;
const all = ({ drain, paced }: Figures): Played[] => [drain, ...paced.values()];

/** The stand-in counts on from load to load. */
const refusedIn = (figures: Figures) =>
  Math.max(...all(figures).map(({ pushesRefused }) => pushesRefused));

const middle = (runs: Figures[], pick: Pick): number => {
  const values = runs.map(pick).filter((value) => value != null && !Number.isNaN(value));
  return median(values as number[]);
};
const shown = (value: number, digits = 0): string =>
  Number.isNaN(value) ? '-' : value.toFixed(digits);

export const LEGEND = [
  'Medians over the rounds. updates/s: a backlog at saturation. us: processor time per update, there or at a rate.',
  'p50, p99: milliseconds from the moment an update is due (open loop) to its reply; -: not sustained.',
  'MB: resident, of the largest process. start: from the spawn to the first reply.',
];

/** Medians over the rounds, one line a contender. */
export function resultTable(results: Results): string[] {
  const rates = ['telegraf', 'floor'].map((name) => middle(results.get(name) ?? [], rateOf));
  const head = [
    ...['contender', 'updates/s', '(lowest-highest)', 'x telegraf', 'x floor'],
    ...['us bot', 'us Postgres', 'us Redis', 'us stand-in'],
    ...SETTINGS.rates.flatMap((rate) => [`p50 @${rate}`, `p99 @${rate}`, `us bot @${rate}`]),
    ...['MB idle', 'MB peak', 'start ms'],
  ];
  const rows = [...results].map(([name, runs]) => {
    const speed = middle(runs, rateOf);
    const speeds = runs.map(rateOf);
    return [
      name,
      shown(speed),
      `(${shown(Math.min(...speeds))}-${shown(Math.max(...speeds))})`,
      ...rates.map((other) => shown(speed / other, 2)),
      ...(['bot', 'postgres', 'redis', 'standIn'] as const).map((part) =>
        shown(middle(runs, ({ drain }) => each(part)(drain))),
      ),
      ...SETTINGS.rates.flatMap((rate) => pacedCells(runs, rate)),
      shown(middle(runs, ({ idleMb }) => idleMb)),
      shown(middle(runs, ({ peakMb }) => peakMb)),
      shown(middle(runs, ({ coldStartMs }) => coldStartMs)),
    ];
  });
  return aligned([head, ...rows]);
}

const pacedCells = (runs: Figures[], rate: number): string[] => [
  shown(
    middle(runs, ({ paced }) => paced.get(rate)?.p50),
    1,
  ),
  shown(
    middle(runs, ({ paced }) => paced.get(rate)?.p99),
    1,
  ),
  shown(middle(runs, ({ paced }) => each('bot')(paced.get(rate)))),
];

/** What went wrong, and who else used the machine. */
export function faultTable(results: Results): string[] {
  const head = [
    ...[
      'contender',
      'offered',
      'unanswered',
      'doubled',
      'out of order',
      'unexpected',
      'pushes refused',
    ],
    ...['foreign cores, median', 'highest'],
  ];
  const rows = [...results].map(([name, runs]) => {
    const played = runs.flatMap(all);
    const sum = (count: (one: Played) => number) =>
      String(played.reduce((total, one) => total + count(one), 0));
    const foreign = played.map(({ cpu }) => cpu.foreignCores);
    return [
      name,
      sum(({ offered }) => offered),
      sum(({ offered, answered }) => offered - answered),
      sum(({ doubled }) => doubled),
      sum(({ outOfOrder }) => outOfOrder),
      sum(({ strange }) => strange.reduce((total, [, count]) => total + count, 0)),
      String(runs.reduce((total, run) => total + refusedIn(run), 0)),
      shown(median(foreign), 2),
      shown(Math.max(...foreign), 2),
    ];
  });
  return aligned([head, ...rows]);
}

function aligned(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column ? cell.padStart(widths[column]!) : cell.padEnd(widths[0]!)))
      .join('  '),
  );
}
