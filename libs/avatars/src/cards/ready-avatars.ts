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
    await this.main.lock(ownerId);
    const avatars = this.database.repository(Avatar);
    const expected = from.length > 0 ? { id, status: In(from) } : { id };
    if (!(await avatars.existsBy(expected))) return false;
    const readyAt = () => 'coalesce(ready_at, now())';
    await avatars.update(id, { ...looks, status: 'ready', readyAt });
    await this.main.offer(id);
    return true;
  }
}
