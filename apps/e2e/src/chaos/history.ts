/** Something that a person did, and the update that came of it. Times are of the stand-in's clock, in ms. */
export interface Asked {
  updateId: number;
  chatId: number;
  at: number;
  /** `poison`: what no handler bears. */
  what: 'command' | 'press' | 'question' | 'purchase' | 'poison';
  /** Words that stand in a question or a prompt and nowhere else. */
  mark?: string;
}

export interface InboxRow {
  updateId: number;
  status: string;
}

export interface OutboundRow {
  chatId: number;
  seq: number;
  key: string;
  status: string;
  messageId: number | null;
  /** The message that it was to take the place of. */
  replaces: number | null;
}

/** A row of work that an update asked for. */
export interface WorkRow {
  table: 'answers' | 'images' | 'transcripts';
  id: string;
  /** The question or the prompt. */
  words: string;
  /** Whether it still waits for its end. */
  open: boolean;
}

/** A call that the stand-in carried out. */
export interface Call {
  seq: number;
  at: number;
  method: string;
  chatId?: number;
  messageId?: number;
  payloadSummary: string;
}

/** Counts over the whole ledger; each is 0 in good books. */
export interface Books {
  sum: number;
  unbalancedTransactions: number;
  negativeBalances: number;
  driftedBalances: number;
  holdsWithoutEnd: number;
  holdsSettledTwice: number;
  holdsSettledWrongly: number;
}

/** One receiving transaction: under which epoch it committed, and whose database session it was. */
export interface Receipt {
  epoch: number;
  session: string;
}

/** How many copies a fault may leave: of sends whose answer was lost with it. */
export type Doubling = 'none' | 'in-flight' | 'unbounded';

export interface FaultRecord {
  name: string;
  target: string;
  begunAt: number;
  endedAt: number;
  doubling: Doubling;
  /** Sends in flight as it began, or as many as were told to lose their answer. */
  inFlight: number;
  /** Why it was not over in time: a process that did not become healthy again, say. */
  error?: string;
}

/** All that a run left behind. */
export interface History {
  botId: number;
  asked: Asked[];
  /** Recordings that people sent: each makes one transcript. */
  recordings: number;
  inbox: InboxRow[];
  outbound: OutboundRow[];
  work: WorkRow[];
  /** Rows that wait although nothing is asked any more, by what they are. */
  stuck: Record<string, number>;
  /** Some of those rows. */
  stuckRows: string[];
  calls: Call[];
  books: Books;
  receipts: Receipt[];
  polls: { overlaps: number; conflicts: number };
  faults: FaultRecord[];
  /** Processes that were not healthy again in the end, and why. */
  unhealthy: string[];
}

/** What a check found. */
export interface Finding {
  count: string;
  value: number;
  /** Whether anything but 0 is a failure; else it is only told. */
  mustBeZero: boolean;
  examples: string[];
}

const EXAMPLES = 5;

export const failure = (count: string, found: unknown[]): Finding => ({
  count,
  value: found.length,
  mustBeZero: true,
  examples: found
    .slice(0, EXAMPLES)
    .map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
});

export const told = (count: string, value: number, examples: string[] = []): Finding => ({
  count,
  value,
  mustBeZero: false,
  examples,
});
