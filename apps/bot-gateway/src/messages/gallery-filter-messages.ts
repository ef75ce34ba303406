import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { type GalleryChoices, GalleryFacts } from '@aisha/avatars';
import { GALLERY_DAYS, GALLERY_WORDS, type GalleryFilter } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { GalleryFilterPhrases, isNarrow, styleName } from './gallery-filter-phrases';
import { GalleryPageMessages } from './gallery-page-messages';
import { Phrases } from './phrases';
import { type Button, button, type Rendered } from './rendered';
import type { Renderers } from './renderers';

type FilterKind = 'gallery-filters' | 'gallery-search-request' | 'gallery-search-invalid';
const CHOSEN = '✅ ';
const A_ROW = 2;

/** How a person chooses what their gallery shows. */
@Injectable()
export class GalleryFilterMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly facts: GalleryFacts,
    private readonly filters: GalleryFilterPhrases,
    private readonly pages: GalleryPageMessages,
  ) {}

  readonly renderers: Renderers<FilterKind> = {
    'gallery-filters': ({ filter }, person) => this.screen(filter, person),
    'gallery-search-request': (_, person) => this.words('gallery-search-request', person),
    'gallery-search-invalid': (_, person) => this.words('gallery-search-invalid', person),
  };

  private words(id: string, person: User): Rendered {
    const back: [string, Action][] = [['gallery-back', { do: 'gallery-page', page: 0 }]];
    return this.phrases.message(person, id, [back], GALLERY_WORDS);
  }

  private async screen(filter: GalleryFilter, person: User): Promise<Rendered> {
    const choices = await this.facts.choices(person.id);
    const lines = await this.filters.lines(filter, person);
    return {
      html: [this.phrases.text(person, 'gallery-filters'), ...lines].join('\n'),
      buttons: [
        [this.favourites(filter, person)],
        this.days(filter, person),
        ...inRows(avatarButtons(filter, choices)),
        ...inRows(styleButtons(filter, choices, person)),
        ...this.searchRow(filter, person),
        ...this.endRows(filter, person),
      ],
      ...(await this.pages.preview(filter, person)),
    };
  }

  private favourites({ favourite }: GalleryFilter, person: User): Button {
    const on = favourite ? 'no' : 'yes';
    const label = favourite ? 'gallery-favourites-chosen' : 'gallery-favourites';
    return this.phrases.button(person, label, { do: 'gallery-of-favourites', on });
  }

  private days(filter: GalleryFilter, person: User): Button[] {
    return (['1', '7', '30', 'all'] as const).map((days) => {
      const isChosen = GALLERY_DAYS.find((known) => String(known) === days) === filter.days;
      const label = this.phrases.catalogue.plain(person.language, `button-gallery-days-${days}`);
      return button(`${isChosen ? CHOSEN : ''}${label}`, { do: 'gallery-of-days', days });
    });
  }

  private searchRow({ words }: GalleryFilter, person: User): Button[][] {
    const search = this.phrases.button(person, 'gallery-search', { do: 'gallery-search' });
    if (!words) return [[search]];
    return [[search, button(`✖ ${words}`, { do: 'gallery-of-any', what: 'words' })]];
  }

  private endRows(filter: GalleryFilter, person: User): Button[][] {
    const show = this.phrases.button(person, 'gallery-show', { do: 'gallery-page', page: 0 });
    if (!isNarrow(filter)) return [[show]];
    const all: Action = { do: 'gallery-of-any', what: 'all' };
    return [[show, this.phrases.button(person, 'gallery-reset', all)]];
  }
}

/** One avatar is no choice. */
function avatarButtons(filter: GalleryFilter, { avatars }: GalleryChoices): Button[] {
  if (avatars.length < 2 && !filter.avatarId) return [];
  return avatars.map(({ id, name }) =>
    id === filter.avatarId
      ? button(`${CHOSEN}${name}`, { do: 'gallery-of-any', what: 'avatar' })
      : button(`👤 ${name}`, { do: 'gallery-of-avatar', avatarId: id }),
  );
}

const styleButtons = (
  filter: GalleryFilter,
  { styleIds }: GalleryChoices,
  person: User,
): Button[] =>
  styleIds.map((styleId) =>
    styleId === filter.styleId
      ? button(`${CHOSEN}${styleName(styleId, person)}`, { do: 'gallery-of-any', what: 'style' })
      : button(`🎭 ${styleName(styleId, person)}`, { do: 'gallery-of-style', styleId }),
  );

const inRows = (buttons: Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / A_ROW) }, (_, row) =>
    buttons.slice(row * A_ROW, (row + 1) * A_ROW),
  );
