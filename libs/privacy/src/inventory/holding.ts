/** What of a table a person takes along. Values are SQL over the row `t`. */
export interface Exported {
  /** Name of the JSON file, without its ending. */
  file: string;
  /** By what the person reads; nothing that is ours alone, such as keys, addresses and attempts. */
  columns: Record<string, string>;
  /** Which rows, of those that are theirs. */
  where?: string;
  order: string;
  /** Stored objects that go along; `name` is where in the zip. */
  files?: { key: string; name: string }[];
  /** Long texts that go along as files of their own. */
  texts?: { body: string; name: string }[];
}

/**
 * What becomes of rows when their person is forgotten. `chat`: they are needed until the receipt was sent, and go
 * after it (`ChatTraces`).
 */
export type Fate = 'delete' | 'chat' | { clear: Record<string, string> } | { kept: string };

/** One table: how its rows belong to a person, what they may take along, and what becomes of it when they go. */
export interface Holding {
  table: string;
  /** Which rows `t` are somebody's: `$1` is their user id, `$2` their private chat. Absent: nobody's. */
  belongs?: string;
  fate: Fate;
  /** Under which word the receipt counts the rows. */
  counted?: string;
  /** Columns that hold object keys, alone or as arrays: the objects go with the row. */
  objects?: string[];
  exported?: Exported;
}
