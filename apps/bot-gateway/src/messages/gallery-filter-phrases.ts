import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { Avatars, findStyle } from '@aisha/avatars';
import type { GalleryFilter } from '@aisha/contracts';
import { Phrases } from './phrases';

/** A style as people read it; one that there is no more has its id. */
export const styleName = (styleId: string, { language }: User): string =>
  findStyle(styleId)?.names[language] ?? styleId;

/** The filter of a gallery in words. */
@Injectable()
export class GalleryFilterPhrases {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
  ) {}

  /** Its parts, one a line, as Telegram's HTML; none for all pictures. */
  async lines(filter: GalleryFilter, person: User): Promise<string[]> {
    const { avatarId, favourite, days, styleId, words } = filter;
    const avatar = avatarId && (await this.avatars.find(person.id, avatarId));
    const say = (id: string, values = {}) => this.phrases.text(person, `gallery-by-${id}`, values);
    return [
      avatar ? [say('avatar', { name: avatar.name })] : [],
      favourite ? [say('favourites')] : [],
      days ? [say('days', { days })] : [],
      styleId ? [say('style', { style: styleName(styleId, person) })] : [],
      words ? [say('words', { words })] : [],
    ].flat();
  }
}

export const isNarrow = (filter: GalleryFilter): boolean =>
  Object.values(filter).some((part) => part !== undefined);
