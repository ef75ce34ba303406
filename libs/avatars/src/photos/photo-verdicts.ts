import { Injectable } from '@nestjs/common';
import { type AvatarPhoto, Database, type PhotoDoubt, type PhotoRefusal } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { looksAlike } from './perceptual-hash';
import { chatOfPhoto } from './photo-chat';
import type { Examination } from './photo-examination';
import { PhotoFiles } from './photo-files';
import type { UsablePhoto } from './photo-inspection';
import { PhotoSet } from './photo-set';

/** A photo that will do, what it shows, and where it is stored. */
export type SeenPhoto = Omit<UsablePhoto, 'jpeg'> & Examination & { objectKey: string };

/** What becomes of a photo: its row, the end of what came, and the word to the person, in one transaction. */
@Injectable()
export class PhotoVerdicts {
  constructor(
    private readonly database: Database,
    private readonly files: PhotoFiles,
    private readonly set: PhotoSet,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Holds a photo against the others of the avatar and accepts or doubts it; a copy of another is refused. The
   * avatar's row is locked: of two photos of an album that are alike the second one sees the first.
   */
  async judge(photo: AvatarPhoto, seen: SeenPhoto): Promise<void> {
    await this.database.transaction(async () => {
      await this.set.lock(photo.avatarId);
      const others = await this.set.photosOf(photo.avatarId);
      if (others.some(({ sha256 }) => sha256 === seen.sha256)) {
        return this.refuseInside(photo, 'duplicate');
      }
      // A photo that was accepted before they were compared has no hash.
      const isAlike = others.some(
        ({ perceptualHash }) => perceptualHash && looksAlike(perceptualHash, seen.hash),
      );
      const doubts: PhotoDoubt[] = isAlike ? [...seen.doubts, 'near-duplicate'] : seen.doubts;
      if (!(await this.write(photo, seen, doubts))) return;
      await this.files.dropOriginals([photo.fileId]);
      await this.set.reconsider(photo);
    });
  }

  async refuse(photo: AvatarPhoto, refusal: PhotoRefusal): Promise<void> {
    await this.database.transaction(() => this.refuseInside(photo, refusal));
  }

  private async refuseInside(photo: AvatarPhoto, refusal: PhotoRefusal): Promise<void> {
    const refused = await this.database.query(
      `update avatar_photos set status = 'refused', refusal = $2, checked_at = now()
       where id = $1 and status = 'pending' returning 1`,
      [photo.id, refusal],
    );
    if (refused.length === 0) return;
    await this.files.dropOriginals([photo.fileId]);
    const chat = await chatOfPhoto(this.database, photo.fileId);
    const notice = { kind: 'photo-refused', photoId: photo.id } as const;
    await this.outbox.add(chat, notice, { key: `photo-refused-${photo.id}` });
  }

  /** @returns false for a photo that was judged already */
  private async write(photo: AvatarPhoto, seen: SeenPhoto, doubts: PhotoDoubt[]) {
    const written = await this.database.query(
      `update avatar_photos set status = $2, doubts = $3, warnings = $4, sha256 = $5, width = $6,
         height = $7, object_key = $8, perceptual_hash = $9, face_descriptor = $10, checked_at = now()
       where id = $1 and status = 'pending' returning 1`,
      [
        ...[photo.id, doubts.length > 0 ? 'doubtful' : 'accepted', doubts, seen.warnings],
        ...[seen.sha256, seen.width, seen.height, seen.objectKey, seen.hash, seen.descriptor],
      ],
    );
    return written.length > 0;
  }
}
