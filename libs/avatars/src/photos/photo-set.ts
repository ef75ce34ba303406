import { Injectable } from '@nestjs/common';
import { AvatarPhoto, Database, type PhotoDoubt } from '@aisha/database';
import { Outbox } from '@aisha/delivery';
import { In } from 'typeorm';
import { InstantAvatars } from '../instant/instant-avatars';
import { strangersAmong } from './faces/same-person';
import { chatOfPhoto } from './photo-chat';

/** The photos of one avatar as a whole: whether they show one person. For use inside a transaction. */
@Injectable()
export class PhotoSet {
  constructor(
    private readonly database: Database,
    private readonly instantAvatars: InstantAvatars,
    private readonly outbox: Outbox,
  ) {}

  async lock(avatarId: string): Promise<void> {
    await this.database.query('select 1 from avatars where id = $1 for no key update', [avatarId]);
  }

  /** Accepted and doubtful ones, in the order in which they came. */
  photosOf(avatarId: string): Promise<AvatarPhoto[]> {
    return this.database.repository(AvatarPhoto).find({
      where: { avatarId, status: In(['accepted', 'doubtful']) },
      order: { position: 'ASC' },
    });
  }

  /**
   * Once a photo was judged or taken out: whether each photo shows the person of most photos may have changed, the
   * first of an album may have been somebody else's. What the person kept stays kept. Tells what came of it.
   */
  async reconsider(cause: AvatarPhoto): Promise<void> {
    const photos = await this.photosOf(cause.avatarId);
    const faces = photos.flatMap(({ id, faceDescriptor }) =>
      faceDescriptor ? [{ id, descriptor: faceDescriptor }] : [],
    );
    const strangers = strangersAmong(faces);
    for (const photo of photos.filter(({ keptAt }) => !keptAt)) {
      const changed = await this.mark(photo, strangers.has(photo.id));
      if (photo.id === cause.id || changed) await this.tellDoubt(photo, cause);
    }
    await this.tellProgress(cause);
  }

  /** How many there are now; one message that is edited. For an instant avatar one is enough. */
  async tellProgress({ id, avatarId, fileId, status }: AvatarPhoto): Promise<void> {
    const chat = await chatOfPhoto(this.database, fileId);
    await this.instantAvatars.photoAccepted(avatarId, chat);
    await this.forgetFacesOfReady(avatarId);
    await this.outbox.add(
      chat,
      { kind: 'avatar-photos-progress', avatarId },
      { key: `photo-progress-${id}-after-${status}`, slot: `photos-${avatarId}` },
    );
  }

  /** An instant avatar that is ready compares no more photos. */
  private async forgetFacesOfReady(avatarId: string): Promise<void> {
    await this.database.query(
      `update avatar_photos p set face_descriptor = null, perceptual_hash = null
       from avatars a where a.id = p.avatar_id and a.id = $1 and a.status = 'ready'`,
      [avatarId],
    );
  }

  /** @returns whether that was news */
  private async mark(photo: AvatarPhoto, isStranger: boolean): Promise<boolean> {
    if (photo.doubts.includes('other-person') === isStranger) return false;
    const without = photo.doubts.filter((doubt) => doubt !== 'other-person');
    const doubts: PhotoDoubt[] = isStranger ? [...without, 'other-person'] : without;
    const status = doubts.length > 0 ? 'doubtful' : 'accepted';
    await this.database.query('update avatar_photos set doubts = $2, status = $3 where id = $1', [
      ...[photo.id, doubts, status],
    ]);
    Object.assign(photo, { doubts, status });
    return true;
  }

  private async tellDoubt(photo: AvatarPhoto, cause: AvatarPhoto): Promise<void> {
    if (photo.status !== 'doubtful') return;
    await this.outbox.add(
      await chatOfPhoto(this.database, photo.fileId),
      { kind: 'photo-doubtful', photoId: photo.id },
      { key: `photo-doubtful-${photo.id}-by-${cause.id}`, slot: `photo-${photo.id}` },
    );
  }
}
