import { Injectable } from '@nestjs/common';
import { Avatar, type AvatarStatus, Database } from '@aisha/database';
import { In } from 'typeorm';
import { MainAvatar } from './main-avatar';

/** What pictures are made with. */
type Looks = Partial<
  Pick<Avatar, 'family' | 'weightsUrl' | 'weightsKey' | 'configKey' | 'previewKey' | 'referenceKey'>
>;

/** The moment at which an avatar can be used. */
@Injectable()
export class ReadyAvatars {
  constructor(
    private readonly database: Database,
    private readonly main: MainAvatar,
  ) {}

  /**
   * Inside a transaction. A person's first one becomes the main one.
   * @param from statuses that it may come from, any unless given
   * @returns false when it is not there any more, or not in such a status
   */
  async admit({ id, ownerId }: Avatar, looks: Looks, ...from: AvatarStatus[]): Promise<boolean> {
    const avatars = this.database.repository(Avatar);
    const where = from.length > 0 ? { id, status: In(from) } : { id };
    const lock = { mode: 'for_no_key_update' } as const;
    if (!(await avatars.findOne({ where, lock }))) return false;
    await this.main.lock(ownerId);
    const readyAt = () => 'coalesce(ready_at, now())';
    await avatars.update(id, { ...looks, status: 'ready', readyAt });
    await this.main.offer(id);
    return true;
  }
}
