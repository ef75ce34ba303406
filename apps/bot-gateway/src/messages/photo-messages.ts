import { Injectable } from '@nestjs/common';
import { Ledger, PRICES, type User } from '@aisha/accounts';
import { Avatars, MAX_PHOTOS, MIN_PHOTOS, Photos } from '@aisha/avatars';
import type { PhotoNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

type Rows = [string, Action][][];

/** What is said of the photos that an avatar is trained on. */
@Injectable()
export class PhotoMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    private readonly photos: Photos,
    private readonly ledger: Ledger,
  ) {}

  readonly renderers: Renderers<PhotoNotice['kind']> = {
    'avatar-photos-request': ({ avatarId }, person) =>
      this.about(avatarId, person, 'avatar-photos-request', [
        [
          ['draft-photos', { do: 'draft-photos' }],
          ['review', { do: 'review' }],
        ],
        [['discard', { do: 'discard-draft' }]],
      ]),
    'avatar-photos-progress': ({ avatarId }, person) => this.progress(avatarId, person),
    'photos-not-expected': (_, person) =>
      this.phrases.message(person, 'photos-not-expected', [
        [['new-avatar', { do: 'new-avatar' }]],
        TO_MENU,
      ]),
    'photos-full': (_, person) =>
      this.phrases.message(person, 'photos-full', [[['review', { do: 'review' }]]], {
        max: MAX_PHOTOS,
      }),
    'avatar-review': ({ avatarId }, person) =>
      this.about(avatarId, person, 'avatar-review', [
        [['train', { do: 'train', avatarId }]],
        [
          ['add-photos', { do: 'add-photos' }],
          ['draft-photos', { do: 'draft-photos' }],
        ],
        [['discard', { do: 'discard-draft' }]],
      ]),
  };

  /** A text about one avatar, with all that a text may want to say of it. */
  private async about(
    avatarId: string,
    person: User,
    id: string,
    rows: Rows,
  ): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (!avatar) return null;
    const { accepted, doubtful } = await this.photos.counts(avatarId);
    return this.phrases.message(person, id, rows, {
      name: avatar.name,
      gender: avatar.gender,
      photos: accepted,
      doubtful,
      remarked: await this.photos.remarked(avatarId),
      min: MIN_PHOTOS,
      max: MAX_PHOTOS,
      price: PRICES.training.fast,
      balance: await this.ledger.balance(person.id),
    });
  }

  private async progress(avatarId: string, person: User): Promise<Rendered | null> {
    const avatar = await this.avatars.get(avatarId);
    if (avatar?.status !== 'draft') return null;
    const { accepted, pending, doubtful } = await this.photos.counts(avatarId);
    const enough = accepted >= MIN_PHOTOS;
    return this.phrases.message(
      person,
      'avatar-photos-progress',
      [
        [
          ['draft-photos', { do: 'draft-photos' }],
          ...(enough ? ([['review', { do: 'review' }]] as Rows[number]) : []),
        ],
      ],
      {
        bar: bar(accepted),
        accepted,
        pending,
        doubtful,
        missing: Math.max(0, MIN_PHOTOS - accepted),
        min: MIN_PHOTOS,
        max: MAX_PHOTOS,
        state: accepted >= MAX_PHOTOS ? 'full' : enough ? 'enough' : 'more',
      },
    );
  }
}

/** Ten blocks for the photos that are enough. */
const bar = (accepted: number): string => {
  const filled = Math.min(MIN_PHOTOS, accepted);
  return '▰'.repeat(filled) + '▱'.repeat(MIN_PHOTOS - filled);
};
