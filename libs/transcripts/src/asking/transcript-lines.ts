/** What a list shows of a transcript: not its whole text, which may be a book. */
export interface TranscriptLine {
  id: string;
  /** What the person calls it. */
  title: string | null;
  /** How the text begins. */
  preview: string;
  durationSeconds: number | null;
  createdAt: Date;
}

export interface LineRow {
  id: string;
  title: string | null;
  preview: string;
  duration_seconds: number | null;
  created_at: Date;
}

export const LINE_COLUMNS = 'id, title, left(text, 100) as preview, duration_seconds, created_at';

export const asLine = ({ duration_seconds, created_at, id, title, preview }: LineRow) => ({
  id,
  title,
  preview,
  durationSeconds: duration_seconds,
  createdAt: created_at,
});
