import { processFaults } from './faults/process.faults';
import { serverFaults } from './faults/server.faults';
import { telegramFaults } from './faults/telegram.faults';
import type { Fault } from './faults/fault';
import type { Random } from './random';

export const FAULTS: readonly Fault[] = [...processFaults, ...serverFaults, ...telegramFaults];

/** Faults by their names. @throws Error that names the one that is not there */
export const faultsNamed = (names: string[]): Fault[] =>
  names.map((name) => {
    const fault = FAULTS.find((one) => one.name === name);
    if (!fault) throw new Error(`no fault is called "${name}"; there are: ${allNames()}`);
    return fault;
  });

const allNames = () => FAULTS.map(({ name }) => name).join(', ');

/** Deals faults like cards: each once, in an order by chance, before any comes again. */
export function* schedule(faults: readonly Fault[], random: Random): Generator<Fault, never> {
  for (;;) yield* random.shuffled(faults);
}
