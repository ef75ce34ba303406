import { Injectable } from '@nestjs/common';
import { checkPhoto } from '@aisha/contracts';
import { type Avatar, AvatarPhoto, Database, type FileFailure } from '@aisha/database';
import { type ChatRef, IncomingFiles } from '@aisha/delivery';
import { Jobs } from '@aisha/platform';
import { LessThanOrEqual } from 'typeorm';
import { MAX_PHOTOS } from './photo-rules';
import { PhotoVerdicts } from './photo-verdicts';

export interface SentPhoto {
  avatar: Avatar;
  chat: ChatRef;
  ownerId: string;
  telegramFileId: string;
  fileName?: string;
  mimeType?: string;
}
/** `stale`: the avatar is not this person's, or takes no photos any more. */
export type PhotoAdded =
  { outcome: 'added'; photoId: string } | { outcome: 'full' } | { outcome: 'stale' };

/** How many photos of an avatar will do, are still looked at, wait for the person's word, will not do. */
export interface PhotoCounts {
  accepted: number;
  pending: number;
  doubtful: number;
  refused: number;
}

/** The photos that avatars are trained on. */
@Injectable()
export class Photos {
  constructor(
    private readonly database: Database,
    private readonly incoming: IncomingFiles,
    private readonly verdicts: PhotoVerdicts,
    private readonly jobs: Jobs,
  ) {}

  /** Takes a photo in. The avatar's row is locked, so that the items of an album cannot exceed the limit. */
  async add({ avatar, chat, ...sent }: SentPhoto): Promise<PhotoAdded> {
    return this.database.transaction(async () => {
      if (!(await this.lockOpen(sent.ownerId, avatar.id))) return { outcome: 'stale' };
      const { accepted, pending, doubtful } = await this.counts(avatar.id);
      if (accepted + pending + doubtful >= MAX_PHOTOS) return { outcome: 'full' };
      const file = await this.incoming.want({
        ...sent,
        botId: chat.botId,
        purpose: 'avatar-photo',
      });
      const [photo] = await this.database.query<{ id: string }>(
        'insert into avatar_photos (avatar_id, file_id) values ($1, $2) returning id',
        [avatar.id, file.id],
      );
      return { outcome: 'added', photoId: photo!.id };
    });
  }

  /** The file of a photo lies in S3. Does nothing for a file that is no photo. */
  async fileStored(fileId: string): Promise<void> {
    const photo = await this.rows.findOneBy({ fileId });
    if (photo?.status === 'pending') await this.jobs.enqueue(checkPhoto, { photoId: photo.id });
  }

  /** The file of a photo will not come. Does nothing for a file that is no photo. */
  async fileFailed(fileId: string, failure: FileFailure): Promise<void> {
    const photo = await this.rows.findOneBy({ fileId });
    const refusal = failure === 'too-big' ? 'too-big' : 'not-received';
    if (photo) await this.verdicts.refuse(photo, refusal);
  }

  async counts(avatarId: string): Promise<PhotoCounts> {
    const [row] = await this.database.query<Record<keyof PhotoCounts, string>>(
      `select count(*) filter (where status = 'accepted') as accepted,
         count(*) filter (where status = 'pending') as pending,
         count(*) filter (where status = 'doubtful') as doubtful,
         count(*) filter (where status = 'refused') as refused
       from avatar_photos where avatar_id = $1`,
      [avatarId],
    );
    const of = (status: keyof PhotoCounts) => Number(row![status]);
    return {
      ...{ accepted: of('accepted'), pending: of('pending') },
      ...{ doubtful: of('doubtful'), refused: of('refused') },
    };
  }

  /** Accepted photos of an avatar with something worth a word about them. */
  async remarked(avatarId: string): Promise<number> {
    const rows = await this.database.query(
      `select 1 from avatar_photos where avatar_id = $1 and status = 'accepted'
         and (warnings <> '{}' or doubts <> '{}')`,
      [avatarId],
    );
    return rows.length;
  }

  get(photoId: string): Promise<AvatarPhoto | null> {
    return this.rows.findOneBy({ id: photoId });
  }

  /** Its number in the order in which the avatar's photos came, from 1; those that were refused count. */
  async numberOf({ avatarId, position }: AvatarPhoto): Promise<number> {
    return this.rows.countBy({ avatarId, position: LessThanOrEqual(position) });
  }

  /** The name that its file had, if it came as a file. */
  async fileNameOf({ fileId }: AvatarPhoto): Promise<string | null> {
    return (await this.incoming.find(fileId))?.fileName ?? null;
  }

  private async lockOpen(ownerId: string, avatarId: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from avatars where id = $1 and owner_id = $2 and status in ('draft', 'failed')
         and deleted_at is null for no key update`,
      [avatarId, ownerId],
    );
    return rows.length > 0;
  }

  private get rows() {
    return this.database.repository(AvatarPhoto);
  }
}
