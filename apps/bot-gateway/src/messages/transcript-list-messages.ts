import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { TRANSCRIPT_WORDS, type TranscriptNotice, type TranscriptView } from '@aisha/contracts';
import { type Action, LIMITS } from '@aisha/conversation';
import {
  type FoundTranscript,
  MARKS,
  MAX_FOUND,
  type TranscriptLine,
  Transcripts,
} from '@aisha/transcripts';
import { escapeHtml } from './html-text';
import { shortDayOf } from './person-time';
import { type ButtonRows, Phrases, TO_MENU } from './phrases';
import { type Button, button, type Rendered } from './rendered';
import type { Renderers } from './renderers';
import { shorten } from './split-text';

type ListKind = Extract<
  TranscriptNotice['kind'],
  | 'transcripts-list'
  | `transcripts-search-${string}`
  | `transcript-rename-${string}`
  | 'transcript-delete-request'
  | 'transcript-modes'
>;
const PAGE_SIZE = 5;
const PREVIEW = 32;
const SEARCH: [string, Action] = ['transcripts-search', { do: 'transcripts-search' }];
const ALL: [string, Action] = ['transcripts-all', { do: 'transcripts', page: 0 }];
const BACK: [string, Action] = ['transcripts-back', { do: 'transcripts-back' }];
const MODES = ['both', 'transcript', 'answer'] as const;

/** The history of transcripts: pages, search, names; and what recordings are turned into. */
@Injectable()
export class TranscriptListMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly transcripts: Transcripts,
  ) {}

  readonly renderers: Renderers<ListKind> = {
    'transcripts-list': ({ page, words }, person) =>
      words === undefined ? this.all(page, person) : this.found({ page, words }, person),
    'transcripts-search-request': (_, person) =>
      this.phrases.message(person, 'transcripts-search-request', [[BACK]], TRANSCRIPT_WORDS),
    'transcripts-search-invalid': (_, person) =>
      this.phrases.message(person, 'transcripts-search-invalid', [[BACK]], TRANSCRIPT_WORDS),
    'transcript-rename-request': ({ transcriptId }, person) =>
      this.phrases.message(
        person,
        'transcript-rename-request',
        [[['keep', { do: 'open-transcript', transcriptId }]]],
        LIMITS.transcriptTitle,
      ),
    'transcript-rename-invalid': (_, person) =>
      this.phrases.message(person, 'transcript-rename-invalid', [[BACK]], LIMITS.transcriptTitle),
    'transcript-delete-request': ({ transcriptId }, person) =>
      this.phrases.message(person, 'transcript-delete-request', [
        [
          ['delete-yes', { do: 'delete-transcript', transcriptId }],
          ['keep', { do: 'open-transcript', transcriptId }],
        ],
      ]),
    'transcript-modes': (_, person) => this.modes(person),
  };

  private async all(page: number, person: User): Promise<Rendered> {
    const { items, total } = await this.transcripts.page(person.id, page, PAGE_SIZE);
    if (total === 0) return this.phrases.message(person, 'transcripts-empty', [TO_MENU]);
    const rows = [turns('transcripts', page, total), [SEARCH, ...TO_MENU]];
    const message = this.phrases.message(person, 'transcripts-list', rows, { total });
    return withItems(
      message,
      items.map((item) => [opening(item, person)]),
    );
  }

  private async found({ page, words }: Required<TranscriptView>, person: User): Promise<Rendered> {
    const { items, total } = await this.transcripts.search(person.id, words, page, PAGE_SIZE);
    const rows = [turns('transcripts-found', page, total), [SEARCH, ALL]];
    const found = total === 0 ? 'none' : total < MAX_FOUND ? 'some' : 'many';
    const values = { words, total, found };
    const message = this.phrases.message(person, 'transcripts-found', rows, values);
    const places = items.map((item) => place(item, person));
    const shown = { ...message, html: [message.html, ...places].join('\n\n') };
    return withItems(
      shown,
      items.map((item) => [opening(item, person)]),
    );
  }

  private modes(person: User): Rendered {
    const rows = MODES.map((mode): ButtonRows[number] => {
      const chosen = person.voiceMode === mode ? '-chosen' : '';
      return [[`transcript-mode-${mode}${chosen}`, { do: 'transcript-mode', mode }]];
    });
    return this.phrases.message(person, 'transcript-modes', [...rows, TO_MENU]);
  }
}

/** What is listed stands above the buttons of the list itself. */
const withItems = (message: Rendered, items: Button[][]): Rendered => ({
  ...message,
  buttons: [...items, ...message.buttons.filter((row) => row.length > 0)],
});

function turns(
  list: 'transcripts' | 'transcripts-found',
  page: number,
  total: number,
): ButtonRows[number] {
  const row: ButtonRows[number] = [];
  if (page > 0) row.push(['previous', { do: list, page: page - 1 }]);
  if ((page + 1) * PAGE_SIZE < total) row.push(['next', { do: list, page: page + 1 }]);
  return row;
}

const opening = (line: TranscriptLine, person: User): Button =>
  button(nameOf(line, person), { do: 'open-transcript', transcriptId: line.id });

const nameOf = ({ createdAt, title, preview }: TranscriptLine, person: User): string =>
  `${shortDayOf(createdAt, person)} · ${title ?? shorten(preview.replace(/\s+/g, ' '), PREVIEW)}`;

/** The place that was found, the words that were looked for in bold. */
function place(found: FoundTranscript, person: User): string {
  const snippet = escapeHtml(found.snippet.replace(/\s+/g, ' '))
    .replaceAll(MARKS.start, '<b>')
    .replaceAll(MARKS.end, '</b>');
  const name = found.title ?? shortDayOf(found.createdAt, person);
  return `📝 <i>${escapeHtml(name)}</i>\n${snippet}`;
}
