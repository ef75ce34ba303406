import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Avatar, type AvatarStatus, Database, type Gender } from '@aisha/database';
import { PhotoFiles } from './photos/photo-files';

/** The avatars of people. */
@Injectable()
export class Avatars {
  constructor(
    private readonly database: Database,
    private readonly files: PhotoFiles,
  ) {}

  /** The one avatar that its owner is still collecting photos for. */
  draftOf(ownerId: string): Promise<Avatar | null> {
    return this.rows.findOneBy({ ownerId, status: 'draft' });
  }

  /** Begins an avatar. A draft that exists is gone on with, whatever its name. */
  async createDraft(wish: { ownerId: string; name: string; gender: Gender }): Promise<Avatar> {
    await this.database.query(
      `insert into avatars (owner_id, name, gender, trigger_phrase) values ($1, $2, $3, $4)
       on conflict (owner_id) where status = 'draft' do nothing`,
      [wish.ownerId, wish.name, wish.gender, newTriggerPhrase()],
    );
    return this.rows.findOneByOrFail({ ownerId: wish.ownerId, status: 'draft' });
  }

  /** Forgets the draft and its photos; a sweep deletes the objects. @returns false when there is none */
  async discardDraft(ownerId: string): Promise<boolean> {
    const draft = await this.draftOf(ownerId);
    return draft !== null && this.discard(draft.id);
  }

  /** @returns false when it is no draft (any more) */
  async discard(avatarId: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const locked = await this.database.query(
        `select 1 from avatars where id = $1 and status = 'draft' for update`,
        [avatarId],
      );
      if (locked.length === 0) return false;
      await this.files.forget(avatarId);
      await this.database.query('delete from avatars where id = $1', [avatarId]);
      return true;
    });
  }

  /** Newest first. */
  list(ownerId: string): Promise<Avatar[]> {
    return this.rows.find({ where: { ownerId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** Those that pictures can be made with, newest first. */
  ready(ownerId: string): Promise<Avatar[]> {
    const status: AvatarStatus = 'ready';
    return this.rows.find({ where: { ownerId, status }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** An avatar of this person; a stranger's is not found. */
  find(ownerId: string, id: string): Promise<Avatar | null> {
    return this.rows.findOneBy({ id, ownerId });
  }

  get(id: string): Promise<Avatar | null> {
    return this.rows.findOneBy({ id });
  }

  private get rows() {
    return this.database.repository(Avatar);
  }
}

/** A word that no caption or prompt contains by chance; the same one trains and asks for the person. */
const newTriggerPhrase = () => `TOK_${randomBytes(4).toString('hex')}`;
