/** A stored object that goes along. */
export interface StoredEntry {
  key: string;
  name: string;
  madeAt: Date;
}
interface Entries {
  texts: { name: string; body: string }[];
  stored: StoredEntry[];
}
type Row = Record<string, unknown>;

/** Rows of one kind as files: their JSON, which names the others, long texts, and what lies in the storage. */
export function entriesOf(name: string, rows: Row[]): Entries {
  const entries: Entries = { texts: [], stored: [] };
  const shown = rows.map((row) => {
    const { files, texts } = filesOf(row);
    entries.stored.push(...files);
    entries.texts.push(...texts);
    const names = [...files, ...texts].map((file) => file.name);
    return names.length > 0 ? { ...readable(row), files: names } : readable(row);
  });
  entries.texts.unshift({ name, body: `${JSON.stringify(shown, null, 2)}\n` });
  return entries;
}

/** Columns with an underscore say what lies where; they are not for reading. */
const readable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([name, value]) => !name.startsWith('_') && value !== null),
  );

function filesOf(row: Row) {
  const madeAt = row['when'] instanceof Date ? row['when'] : new Date();
  const of = (content: string, name: string) =>
    Object.keys(row)
      .filter((column) => column.startsWith(content) && row[column] !== null)
      .map((column) => ({
        content: String(row[column]),
        name: String(row[column.replace(content, name)]),
      }));
  return {
    files: of('_key', '_file').map(({ content, name }) => ({ key: content, name, madeAt })),
    texts: of('_body', '_text').map(({ content, name }) => ({ name, body: content })),
  };
}
