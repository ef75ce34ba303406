import { percentile, report } from '../bench/figures';
import { gapsByFault, replyTimes } from './figures';
import type { FaultRecord, Finding, History } from './history';

const NAME_WIDTH = 48;

/** Prints what was counted and what was measured. */
export function printReport(history: History, findings: Finding[], seconds: number): void {
  const { asked } = history;
  report(
    `${asked.length} updates, ${history.work.length} pieces of work, ${history.faults.length} faults, drained after ${seconds.toFixed(1)} s`,
  );
  for (const { count, value, mustBeZero, examples } of findings) {
    const verdict = !mustBeZero ? '' : value === 0 ? 'ok' : 'FAILED';
    report(`  ${count.padEnd(NAME_WIDTH)} ${String(value).padStart(8)}  ${verdict}`);
    for (const example of examples) report(`      ${example}`);
  }
  report(
    `  ${'longest time without a reply, by fault'.padEnd(NAME_WIDTH)}    tries  median    most`,
  );
  for (const { fault, tries, medianMs, mostMs } of gapsByFault(history))
    report(
      `  ${fault.padEnd(NAME_WIDTH)} ${String(tries).padStart(8)} ${ms(medianMs)} ${ms(mostMs)}`,
    );
  const times = replyTimes(history);
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.99)];
  report(
    `  update to reply, with all faults: p50 ${half} ms, p99 ${most} ms, max ${times.at(-1)} ms`,
  );
}

export const printFault = ({ name, target, begunAt, endedAt, inFlight }: FaultRecord): void =>
  report(
    `  ${new Date(begunAt).toISOString().slice(11, 23)} ${name} (${target}), ${endedAt - begunAt} ms, ${inFlight} sends in flight`,
  );

const ms = (value: number): string => `${value} ms`.padStart(9);
