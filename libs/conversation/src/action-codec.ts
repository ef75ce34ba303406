/** How one value of a button travels in its callback data. */
export interface Field<Value> {
  encode(value: Value): string;
  /** @returns undefined for what `encode` never gives */
  decode(text: string): Value | undefined;
}
/** What buttons do, and the values that come along, in the order in which they travel. */
export type ActionTable = Record<string, Record<string, Field<unknown>>>;

type ValueOf<Of> = Of extends Field<infer Value> ? Value : never;
/** The actions of a table: `{ do: verb, ...values }`. */
export type ActionOf<Table extends ActionTable> = {
  [Verb in keyof Table & string]: { do: Verb } & {
    [Name in keyof Table[Verb]]: ValueOf<Table[Verb][Name]>;
  };
}[keyof Table & string];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Ids and keys of ours: letters, digits and hyphens, short enough for a button. */
const WORD = /^[\w-]{1,40}$/;
const NUMBER = /^(0|[1-9]\d{0,3})$/;

export const uuid: Field<string> = {
  encode: (id) => id,
  decode: (text) => (UUID.test(text) ? text : undefined),
};
/** A short id in lower case. */
export const word: Field<string> = {
  encode: (id) => id,
  decode: (text) => (WORD.test(text) ? text : undefined),
};
/** A whole number of up to four digits. */
export const number: Field<number> = {
  encode: String,
  decode: (text) => (NUMBER.test(text) ? Number(text) : undefined),
};
/**
 * What another button does, empty where there may be none. It stands last.
 * @param max characters that Telegram's 64 bytes leave behind the verb and the values in front
 */
export const callbackData = (max: number, min = 1): Field<string> => {
  const fits = new RegExp(`^[\\w:/-]{${min},${max}}$`);
  return { encode: (data) => data, decode: (text) => (fits.test(text) ? text : undefined) };
};
export const oneOf = <Word extends string>(words: readonly Word[]): Field<Word> => ({
  encode: (word) => word,
  decode: (text) => words.find((word) => word === text),
});

/** Whether an action is one of this table's. */
export const isOf =
  <Table extends ActionTable>(table: Table) =>
  (action: { do: string }): action is ActionOf<Table> =>
    Object.hasOwn(table, action.do);

export function encodeWith(table: ActionTable, action: { do: string }): string {
  const values = new Map(Object.entries(action));
  const fields = Object.entries(table[action.do]!);
  return [action.do, ...fields.map(([name, field]) => field.encode(values.get(name)))].join(':');
}

/** The last value may hold colons itself. */
export function decodeWith(table: ActionTable, data: string): Record<string, unknown> | undefined {
  const [verb = '', ...pieces] = data.split(':');
  if (!Object.hasOwn(table, verb)) return undefined;
  const fields = Object.entries(table[verb]!);
  if (fields.length > pieces.length || (fields.length === 0 && pieces.length > 0)) return undefined;
  const action: Record<string, unknown> = { do: verb };
  for (const [index, [name, field]] of fields.entries()) {
    const isLast = index === fields.length - 1;
    const value = field.decode(isLast ? pieces.slice(index).join(':') : pieces[index]!);
    if (value === undefined) return undefined;
    action[name] = value;
  }
  return action;
}
