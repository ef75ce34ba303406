import type { Holding } from './holding';
import { PEOPLE } from './people.holdings';
import { PICTURES } from './pictures.holdings';
import { TALK } from './talk.holdings';

const nothingOf = (table: string, kept: string): Holding => ({ table, fate: { kept } });

/** Tables in which nothing is anybody's by a column. */
const OURS: Holding[] = [
  nothingOf('migrations', 'our own schema'),
  nothingOf('poller_epochs', 'our own processes'),
  nothingOf('poller_failovers', 'our own processes'),
  nothingOf('poller_leases', 'our own processes'),
  nothingOf('restores', 'when a backup was restored, and figures'),
  nothingOf('broadcasts', 'what operators wrote to everybody'),
  nothingOf('promo_codes', 'what operators made'),
  nothingOf('payment_statements', 'how far a list was read'),
  nothingOf(
    'departures',
    'marks that lead to nobody without the token of the bot; gone after a year',
  ),
  nothingOf('object_removals', 'keys of objects, gone once these are deleted'),
  nothingOf('sent_files', 'by object keys: goes with the objects'),
];

/**
 * Every table there is, in an order in which rows can be deleted: children before parents. A table that is not in
 * it fails a test.
 */
export const INVENTORY: readonly Holding[] = [...PICTURES, ...TALK, ...PEOPLE, ...OURS];
