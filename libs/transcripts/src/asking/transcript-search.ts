import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { asLine, LINE_COLUMNS, type LineRow, type TranscriptLine } from './transcript-lines';

/** A transcript with the place where the words are. */
export interface FoundTranscript extends TranscriptLine {
  /** Some words around the place; those that were looked for stand between `MARKS`. */
  snippet: string;
}
export interface FoundPage {
  items: FoundTranscript[];
  /** Of all pages, `MAX_FOUND` at most. */
  total: number;
}

/** Around each word that was looked for: characters that no text has. */
export const MARKS = { start: '\u0002', end: '\u0003' } as const;
/** Who finds more looks for something else: nobody turns twenty pages. */
export const MAX_FOUND = 100;
/** Of a word that is in thousands of texts the newest are compared: each takes a tenth of a millisecond. */
const RANKED = 500;
/**
 * Three quarters of an hour of speech, for which Postgres takes 50 ms. A place further on is found all the same, but
 * the list shows how the text begins.
 */
const SHOWN_CHARACTERS = 40_000;
/** Words without any of the signs by which people say more exactly what they want. */
const PLAIN = /^[\p{L}\p{N}\s]+$/u;
const LAST_WORD = /^(.*?)(\S+)$/su;

/**
 * Finds transcripts by the words in their titles and texts. The Russian configuration is that of both languages: words
 * in Latin letters go to the English stemmer. Understands "quotes", `or` and a minus; plain words may end anywhere in
 * the last one.
 */
@Injectable()
export class TranscriptSearch {
  constructor(private readonly database: Database) {}

  /** The best ones first, then the newest. @param page counted from 0 */
  async find(ownerId: string, words: string, page: number, size: number): Promise<FoundPage> {
    const query = await this.understand(words);
    const values = [ownerId, query, RANKED, MAX_FOUND];
    const found = await this.database.query<{ id: string }>(FOUND, values);
    const shown = found.slice(page * size, (page + 1) * size).map(({ id }) => id);
    return { items: await this.shown(shown, query), total: found.length };
  }

  /** What is asked for, as Postgres says it; empty for words that are in every text, and finds nothing. */
  private async understand(words: string): Promise<string> {
    const [before, last] = endOf(words.toLowerCase()); // as the migration does with the texts
    const [row] = await this.database.query<{ query: string }>(UNDERSTOOD, [before, last]);
    return row!.query;
  }

  private async shown(ids: string[], query: string): Promise<FoundTranscript[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<LineRow & { snippet: string }>(SHOWN, [
      ids,
      query,
      MARKS.start + MARKS.end,
      `StartSel=${MARKS.start}, StopSel=${MARKS.end}, MaxFragments=1, MinWords=6, MaxWords=18`,
    ]);
    return rows.map((row) => ({ ...asLine(row), snippet: row.snippet }));
  }
}

/** All but the last word, and the last word, which may be the beginning of a longer one. */
function endOf(words: string): [string, string | null] {
  const text = words.trim();
  const isPlain = PLAIN.test(text) && !/\bor\b/i.test(text);
  const [, before = '', last] = (isPlain && LAST_WORD.exec(text)) || [];
  return last === undefined ? [text, null] : [before, last];
}

/** $1 words, $2 the beginning of the last one or null. */
const UNDERSTOOD = `
  select (case when $2::text is null then websearch_to_tsquery('russian', $1)
    else websearch_to_tsquery('russian', $1)
      && (websearch_to_tsquery('russian', $2) || to_tsquery('simple', $2 || ':*')) end)::text as query`;

/**
 * $1 owner, $2 query, $3 how many are ranked, $4 how many are given. Planned with the values at hand: by the words where
 * they are rare, and from the newest on where they are in every text.
 */
const FOUND = `
  select id from (
    select id, created_at, words from transcripts
    where owner_id = $1 and status = 'ready' and words @@ $2::tsquery
    order by created_at desc, id desc limit $3
  ) newest
  order by ts_rank(words, $2::tsquery) desc, created_at desc, id desc limit $4`;

/** $1 ids, $2 query, $3 characters to leave out, $4 how the place is shown. */
const SHOWN = `
  select ${LINE_COLUMNS},
    ts_headline('russian', translate(left(text, ${SHOWN_CHARACTERS}), $3, ''), $2::tsquery, $4) as snippet
  from transcripts where id = any($1::uuid[]) order by array_position($1::uuid[], id)`;
