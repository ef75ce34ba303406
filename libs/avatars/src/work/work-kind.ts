import type { WorkFailure } from '@aisha/database';
import type { FalStatus } from '@aisha/integrations';
import type { WorkBounds } from './work-bounds';
import type { Subject, Work } from './work-rows';

/** What FAL made, ready to be used: `commit` runs in the transaction that settles the work. */
export type Received = { failure: WorkFailure } | { commit(): Promise<void> };

/** Which endpoint of FAL is to do the work, and what it is told. */
export interface Prepared {
  endpoint: string;
  input: unknown;
}

/** In what kinds of paid work differ. */
export interface WorkKind<Row extends Work> {
  readonly subject: Subject;
  readonly bounds: WorkBounds;
  find(id: string): Promise<Row | null>;
  /** Whether its owner wants it stopped. Never, where a kind does not say. */
  isCalledOff?(row: Row): boolean;
  /** FAL waits or works: what it tells of that. */
  progress?(row: Row, status: FalStatus): Promise<void>;
  /** What FAL is to be told, its files put where FAL can reach them. Outside any transaction. @throws {Unusable} */
  prepare(row: Row): Promise<Prepared>;
  /** Takes over what FAL made. Outside any transaction. @throws {Unusable} */
  receive(row: Row, output: unknown): Promise<Received>;
  /** In the settling transaction, after the refund: rows first, then the word to the person. */
  failed(row: Row, failure: WorkFailure): Promise<void>;
}
