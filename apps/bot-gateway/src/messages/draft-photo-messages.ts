import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { type AvatarPhoto, Avatars, PhotoChoices, Photos } from '@aisha/avatars';
import type { DraftPhotoNotice } from '@aisha/contracts';
import type { Action } from '@aisha/conversation';
import { Phrases } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

type Rows = [string, Action][][];

/** Single photos of a draft: what is doubted, and what leafing through them shows. */
@Injectable()
export class DraftPhotoMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly avatars: Avatars,
    private readonly photos: Photos,
    private readonly choices: PhotoChoices,
  ) {}

  readonly renderers: Renderers<DraftPhotoNotice['kind']> = {
    'photo-refused': ({ photoId }, person) => this.refused(photoId, person),
    'photo-doubtful': ({ photoId }, person) => this.doubtful(photoId, person),
    'photo-kept': async ({ photoId }, person) => {
      const photo = await this.photos.get(photoId);
      return photo?.objectKey ? this.withPicture(photo, person, 'photo-kept', []) : null;
    },
    'photo-removed': async ({ photoId }, person) => {
      const photo = await this.photos.get(photoId);
      return photo && this.about(photo, person, 'photo-removed', []);
    },
    'draft-photo': ({ photoId }, person) => this.draftPhoto(photoId, person),
    'draft-photos-none': (_, person) =>
      this.phrases.message(person, 'draft-photos-none', [[['add-photos', { do: 'add-photos' }]]]),
  };

  private async refused(photoId: string, person: User): Promise<Rendered | null> {
    const photo = await this.photos.get(photoId);
    const values = photo?.refusal && { reason: photo.refusal };
    return values ? this.about(photo, person, 'photo-refused', [], values) : null;
  }

  /** A photo that was decided about meanwhile is not asked about. */
  private async doubtful(photoId: string, person: User): Promise<Rendered | null> {
    const photo = await this.photos.get(photoId);
    if (photo?.status !== 'doubtful') return null;
    return this.withPicture(photo, person, 'photo-doubtful', [
      [['keep-photo', { do: 'keep-photo', photoId }]],
      [['replace-photo', { do: 'replace-photo', photoId }]],
    ]);
  }

  private async draftPhoto(photoId: string, person: User): Promise<Rendered | null> {
    const photo = await this.photos.get(photoId);
    const shown = photo && (await this.choices.shown(person.id, photo.avatarId, photoId));
    if (!shown) return null;
    const { position, total, previousId, nextId } = shown;
    const turn: [string, Action][] = [];
    if (previousId) turn.push(['previous', { do: 'draft-photo', photoId: previousId }]);
    if (nextId) turn.push(['next', { do: 'draft-photo', photoId: nextId }]);
    const rows: Rows = [
      ...(turn.length > 0 ? [turn] : []),
      ...(photo.status === 'doubtful' ? [keepRow(photoId)] : []),
      [
        ['remove-photo', { do: 'remove-photo', photoId }],
        ['back', { do: 'add-photos' }],
      ],
    ];
    return this.withPicture(photo, person, 'draft-photo', rows, { position, total });
  }

  private async withPicture(
    photo: AvatarPhoto,
    person: User,
    id: string,
    rows: Rows,
    values: Record<string, string | number> = {},
  ): Promise<Rendered> {
    const message = await this.about(photo, person, id, rows, {
      remarks: this.remarks(photo, person),
      ...values,
    });
    return { ...message, photoKey: photo.objectKey ?? undefined };
  }

  private async about(
    photo: AvatarPhoto,
    person: User,
    id: string,
    rows: Rows,
    values: Record<string, string | number> = {},
  ): Promise<Rendered> {
    const file = await this.photos.fileNameOf(photo);
    return this.phrases.message(person, id, rows, {
      number: await this.photos.numberOf(photo),
      file: file ?? 'none',
      named: file ? 'yes' : 'no',
      ...values,
    });
  }

  /** What the check has to say of it, in a sentence each. */
  private remarks({ doubts, warnings, keptAt }: AvatarPhoto, person: User): string {
    const ids = [
      ...doubts.map((doubt) => `photo-doubt-${doubt}`),
      ...warnings.map((warning) => `photo-warning-${warning}`),
      ...(keptAt ? ['photo-kept-anyway'] : []),
    ];
    const sentences = (ids.length > 0 ? ids : ['photo-is-good']).map((id) =>
      this.phrases.catalogue.plain(person.language, id),
    );
    return sentences.join(' ');
  }
}

const keepRow = (photoId: string): [string, Action][] => [
  ['keep-photo', { do: 'keep-draft-photo', photoId }],
];
