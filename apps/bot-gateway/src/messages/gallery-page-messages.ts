import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { ContactSheets, Gallery, type GalleryPage, type GalleryPicture } from '@aisha/avatars';
import type { GalleryFilter, GalleryView } from '@aisha/contracts';
import { type Action, markedDigest } from '@aisha/conversation';
import { GalleryFilterPhrases, isNarrow } from './gallery-filter-phrases';
import { Phrases, TO_MENU } from './phrases';
import { type Button, button, type Rendered } from './rendered';
import type { Renderers } from './renderers';

type PageKind = 'gallery-empty' | 'gallery-page' | 'gallery-delete-marked-request';
/** As on the sheet: the buttons stand as the pictures do. */
const COLUMNS = 3;

/** Pages of a person's gallery. */
@Injectable()
export class GalleryPageMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly gallery: Gallery,
    private readonly sheets: ContactSheets,
    private readonly filters: GalleryFilterPhrases,
  ) {}

  readonly renderers: Renderers<PageKind> = {
    'gallery-empty': (_, person) => this.empty(person),
    'gallery-page': ({ view }, person) => this.page(view, person),
    'gallery-delete-marked-request': ({ view }, person) => this.deleteRequest(view, person),
  };

  /** The first page of a filter, for a screen about it; null when there are no pictures. */
  async preview(filter: GalleryFilter, person: User): Promise<Pick<Rendered, 'drawn'> | null> {
    const { pictures } = await this.gallery.page(person.id, filter, 0);
    return pictures.length > 0 ? { drawn: this.sheets.of(person.id, pictures) } : null;
  }

  private async page(view: GalleryView, person: User): Promise<Rendered> {
    const shown = await this.gallery.page(person.id, view.filter, view.page);
    if (shown.total === 0) return this.nothing(view.filter, person);
    const { page, pages, total } = shown;
    const heading = this.phrases.text(person, 'gallery-page', { page: page + 1, pages, total });
    const lines = await this.filters.lines(view.filter, person);
    const choosing = view.marked
      ? [this.phrases.text(person, 'gallery-choosing', { count: view.marked.length })]
      : [];
    return {
      html: [heading, ...lines, ...choosing].join('\n'),
      buttons: this.buttons(shown, view, person),
      drawn: this.sheets.of(person.id, shown.pictures),
    };
  }

  private buttons({ pictures, page, pages }: GalleryPage, view: GalleryView, person: User) {
    const numbers = pictures.map((picture, index) => numberButton(picture, index + 1, view.marked));
    const turns: [string, Action][] = [];
    if (page > 0) turns.push(['previous', { do: 'gallery-page', page: page - 1 }]);
    if (page < pages - 1) turns.push(['next', { do: 'gallery-page', page: page + 1 }]);
    const rows = view.marked ? choosingRows(view.marked) : lookingRows(view.filter);
    const written = [turns, ...rows].filter((row) => row.length > 0);
    return [
      ...inRows(numbers),
      ...written.map((row) =>
        row.map(([label, action]) =>
          this.phrases.button(person, label, action, { count: view.marked?.length ?? 0 }),
        ),
      ),
    ];
  }

  private async nothing(filter: GalleryFilter, person: User): Promise<Rendered> {
    if (!isNarrow(filter)) return this.empty(person);
    const message = this.phrases.message(person, 'gallery-nothing-found', [
      [['gallery-reset', { do: 'gallery-of-any', what: 'all' }]],
      [['gallery-filters', { do: 'gallery-filters' }], ...TO_MENU],
    ]);
    const lines = await this.filters.lines(filter, person);
    return { ...message, html: [message.html, ...lines].join('\n') };
  }

  private empty(person: User): Rendered {
    return this.phrases.message(person, 'gallery-empty', [
      [['picture', { do: 'picture' }]],
      TO_MENU,
    ]);
  }

  private async deleteRequest(view: GalleryView, person: User): Promise<Rendered | null> {
    const { marked = [], filter, page } = view;
    const shown = await this.gallery.page(person.id, filter, page);
    if (shown.total === 0 || marked.length === 0) return null;
    const message = this.phrases.message(
      person,
      'gallery-delete-marked-request',
      [
        [
          ['delete-yes', { do: 'delete-marked', of: markedDigest(marked) }],
          ['keep', { do: 'gallery-page', page }],
        ],
      ],
      { count: marked.length },
    );
    return { ...message, drawn: this.sheets.of(person.id, shown.pictures) };
  }
}

const inRows = (buttons: Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / COLUMNS) }, (_, row) =>
    buttons.slice(row * COLUMNS, (row + 1) * COLUMNS),
  );

function numberButton({ id, favourite }: GalleryPicture, number: number, marked?: string[]) {
  if (!marked)
    return button(`${number}${favourite ? ' ⭐' : ''}`, { do: 'gallery-at', imageId: id });
  const isMarked = marked.includes(id);
  const on = isMarked ? 'no' : 'yes';
  return button(isMarked ? `✅ ${number}` : `${number}`, { do: 'gallery-mark', imageId: id, on });
}

const lookingRows = (filter: GalleryFilter): [string, Action][][] => [
  [
    ['gallery-filters', { do: 'gallery-filters' }],
    ['gallery-search', { do: 'gallery-search' }],
  ],
  isNarrow(filter) ? [['gallery-reset', { do: 'gallery-of-any', what: 'all' }]] : [],
  [
    ['gallery-select', { do: 'gallery-select', on: 'yes' }],
    ['gallery-zip', { do: 'gallery-zip' }],
  ],
  TO_MENU,
];

const choosingRows = (marked: string[]): [string, Action][][] => [
  marked.length > 0 ? [['gallery-delete-marked', { do: 'ask-delete-marked' }]] : [],
  [['gallery-done', { do: 'gallery-select', on: 'no' }]],
];
