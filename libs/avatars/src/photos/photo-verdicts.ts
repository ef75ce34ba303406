import { Injectable } from '@nestjs/common';
import type { Notice } from '@aisha/contracts';
import { type AvatarPhoto, Database, type PhotoRefusal } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { InstantAvatars } from '../instant/instant-avatars';
import { PhotoFiles } from './photo-files';
import type { UsablePhoto } from './photo-inspection';

/** What became of a photo: its row, the end of what came, and the word to the person, in one transaction. */
@Injectable()
export class PhotoVerdicts {
  constructor(
    private readonly database: Database,
    private readonly files: PhotoFiles,
    private readonly outbox: Outbox,
    private readonly instantAvatars: InstantAvatars,
  ) {}

  /** @throws a unique violation of `avatar_photos_once` when the avatar has this photo already */
  async accept(photo: AvatarPhoto, made: UsablePhoto, objectKey: string): Promise<void> {
    const { id, avatarId } = photo;
    await this.settle(
      photo,
      `status = 'accepted', sha256 = $2, width = $3, height = $4, object_key = $5`,
      [made.sha256, made.width, made.height, objectKey],
      { kind: 'avatar-photos-progress', avatarId },
      { key: `photo-progress-${id}`, slot: `photos-${avatarId}` },
    );
  }

  async refuse(photo: AvatarPhoto, refusal: PhotoRefusal, sha256?: string): Promise<void> {
    await this.settle(
      photo,
      `status = 'refused', refusal = $2, sha256 = $3`,
      [refusal, sha256 ?? null],
      { kind: 'photo-refused', photoId: photo.id },
      { key: `photo-refused-${photo.id}` },
    );
  }

  private async settle(
    photo: AvatarPhoto,
    set: string,
    values: unknown[],
    notice: Notice,
    options: { key: string; slot?: string },
  ): Promise<void> {
    await this.database.transaction(async () => {
      const settled = await this.database.query(
        `update avatar_photos set ${set}, checked_at = now()
         where id = $1 and status = 'pending' returning 1`,
        [photo.id, ...values],
      );
      if (settled.length === 0) return;
      await this.files.dropOriginals([photo.fileId]);
      const chat = await this.chatOf(photo);
      if (notice.kind === 'avatar-photos-progress') {
        await this.instantAvatars.photoAccepted(photo, chat);
      }
      await this.outbox.add(chat, notice, options);
    });
  }

  /** Avatars are made in private, where the chat's id is the person's. */
  private async chatOf(photo: AvatarPhoto): Promise<ChatRef> {
    const [row] = await this.database.query<{ bot_id: string; telegram_id: string }>(
      `select f.bot_id, u.telegram_id from incoming_files f join users u on u.id = f.owner_id
       where f.id = $1`,
      [photo.fileId],
    );
    return { botId: Number(row!.bot_id), chatId: Number(row!.telegram_id) };
  }
}
