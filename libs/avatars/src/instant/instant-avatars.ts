import { Injectable } from '@nestjs/common';
import { Avatar, AvatarPhoto, Database } from '@aisha/database';
import { type ChatRef, Outbox } from '@aisha/delivery';
import { ReadyAvatars } from '../cards/ready-avatars';

/** Avatars that need no training: one good photo is all that endpoints with a reference want. */
@Injectable()
export class InstantAvatars {
  constructor(
    private readonly database: Database,
    private readonly ready: ReadyAvatars,
    private readonly outbox: Outbox,
  ) {}

  /**
   * In the transaction that accepts a photo, after its row: the first accepted photo of an instant avatar is its
   * reference and makes it ready. The object is kept for as long as the avatar. Twice is as once.
   */
  async photoAccepted(avatarId: string, chat: ChatRef): Promise<void> {
    const avatar = await this.draft(avatarId);
    const key = avatar && (await this.firstPhotoOf(avatarId));
    if (!avatar || !key) return;
    // Two photos that are accepted at the same time: the second waits in `admit` and finds the avatar ready.
    if (!(await this.ready.admit(avatar, { referenceKey: key, previewKey: key }, 'draft'))) return;
    const notice = { kind: 'avatar-ready' as const, avatarId };
    await this.outbox.add(chat, notice, { key: `avatar-ready-${avatarId}` });
  }

  private draft(id: string): Promise<Avatar | null> {
    return this.database.repository(Avatar).findOneBy({ id, kind: 'instant', status: 'draft' });
  }

  private async firstPhotoOf(avatarId: string): Promise<string | null> {
    const photo = await this.database.repository(AvatarPhoto).findOne({
      where: { avatarId, status: 'accepted' },
      order: { position: 'ASC' },
    });
    return photo?.objectKey ?? null;
  }
}
