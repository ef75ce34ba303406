import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import {
  Gallery,
  GalleryFacts,
  type GalleryPicture,
  type GalleryPlace,
  type PictureDetails,
  remakePrice,
} from '@aisha/avatars';
import type { GalleryFilter } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { GalleryFilterPhrases, styleName } from './gallery-filter-phrases';
import { Phrases, TO_MENU } from './phrases';
import { type Button, NOTHING_TO_SEE, type Rendered } from './rendered';
import type { Renderers } from './renderers';
import { PROMPT_ROOM, shorten } from './split-text';

type CardKind = 'gallery-card' | 'gallery-prompt' | 'gallery-file' | 'gallery-delete-request';

/** One picture of a person's gallery. */
@Injectable()
export class GalleryCardMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly gallery: Gallery,
    private readonly facts: GalleryFacts,
    private readonly filters: GalleryFilterPhrases,
  ) {}

  readonly renderers: Renderers<CardKind> = {
    'gallery-card': ({ imageId, filter }, person) => this.card(imageId, filter, person),
    'gallery-prompt': ({ imageId }, person) => this.prompt(imageId, person),
    'gallery-file': ({ imageId }, person) => this.file(imageId, person),
    'gallery-delete-request': ({ imageId }, person) => this.deleteRequest(imageId, person),
  };

  private async card(
    imageId: string,
    filter: GalleryFilter | undefined,
    person: User,
  ): Promise<Rendered | null> {
    const shown = await this.gallery.place(person.id, imageId, filter);
    if (!shown) return null;
    const { image, position, total } = shown;
    const message = this.phrases.message(person, 'gallery-card', cardRows(shown), {
      prompt: shorten(titleOf(image, person), PROMPT_ROOM),
      position,
      total,
    });
    const lines = await this.filters.lines(filter ?? {}, person);
    const html = lines.length > 0 ? `${message.html}\n\n${lines.join(' · ')}` : message.html;
    const buttons = [...message.buttons.slice(0, -1), [this.again(imageId, person)]];
    return {
      ...message,
      html,
      buttons: [...buttons, ...message.buttons.slice(-1)],
      photoKey: image.objectKey,
    };
  }

  private again(imageId: string, person: User): Button {
    const price = remakePrice('again');
    return this.phrases.button(person, 'again', { do: 'again', imageId }, { price });
  }

  private async prompt(imageId: string, person: User): Promise<Rendered | null> {
    const details = await this.facts.details(person.id, imageId);
    if (!details) return null;
    const message = this.phrases.message(
      person,
      'gallery-prompt',
      [[['gallery-back', { do: 'gallery-at', imageId }], ...TO_MENU]],
      {
        prompt: details.prompt || NOTHING_TO_SEE,
        name: details.avatarName,
        ratio: details.aspectRatio,
        date: dateOf(details.createdAt, person),
      },
    );
    return { ...message, html: [message.html, ...this.making(details, person)].join('\n') };
  }

  /** What else is known of how it was made, one a line. */
  private making(details: PictureDetails, person: User): string[] {
    const { styleId, quality, seed, finalPrompt: final, negativePrompt: negative } = details;
    const say = (id: string, values: Record<string, string>) =>
      this.phrases.text(person, `gallery-made-${id}`, values);
    return [
      styleId ? [say('style', { style: styleName(styleId, person) })] : [],
      quality ? [say('quality', { quality })] : [],
      seed ? [say('seed', { seed })] : [],
      negative ? [say('negative', { negative })] : [],
      final ? [say('final', { final })] : [],
    ].flat();
  }

  private async file(imageId: string, person: User): Promise<Rendered | null> {
    const shown = await this.gallery.place(person.id, imageId);
    if (!shown) return null;
    const key = shown.image.objectKey;
    const extension = /\.\w+$/.exec(key)?.[0] ?? '';
    return {
      html: '',
      buttons: [],
      document: { key, fileName: `aisha-${imageId.slice(0, 8)}${extension}` },
    };
  }

  private async deleteRequest(imageId: string, person: User): Promise<Rendered | null> {
    const shown = await this.gallery.place(person.id, imageId);
    if (!shown) return null;
    const message = this.phrases.message(person, 'gallery-delete-request', [
      [
        ['delete-yes', { do: 'delete-image', imageId }],
        ['keep', { do: 'gallery-at', imageId }],
      ],
    ]);
    return { ...message, photoKey: shown.image.objectKey };
  }
}

/** Its words, or the style that stands for them. */
const titleOf = ({ prompt, styleId }: GalleryPicture, person: User): string =>
  prompt || (styleId ? styleName(styleId, person) : NOTHING_TO_SEE);

function cardRows({ image, previousId, nextId }: GalleryPlace): [string, Action][][] {
  const imageId = image.id;
  const turns: [string, Action][] = [];
  if (previousId) turns.push(['previous', { do: 'gallery-at', imageId: previousId }]);
  if (nextId) turns.push(['next', { do: 'gallery-at', imageId: nextId }]);
  const favourite: [string, Action] = image.favourite
    ? ['favourite-off', { do: 'gallery-favourite', imageId, on: 'no' }]
    : ['favourite-on', { do: 'gallery-favourite', imageId, on: 'yes' }];
  return [
    ...(turns.length > 0 ? [turns] : []),
    [favourite, ['gallery-prompt', { do: 'gallery-prompt', imageId }]],
    [
      ['gallery-file', { do: 'gallery-file', imageId }],
      ['delete', { do: 'ask-delete-image', imageId }],
    ],
    [['gallery', { do: 'gallery' }], ...TO_MENU],
  ];
}

/** The zone is named: it is UTC until they choose theirs. */
const dateOf = (date: Date, { language, timeZone }: User): string =>
  new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(date);
