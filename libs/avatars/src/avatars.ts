import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Avatar, type AvatarKind, Database, type Gender } from '@aisha/database';
import { IsNull } from 'typeorm';
import { AvatarRemoval, type AvatarRemoved } from './cards/avatar-removal';
import { MainAvatar } from './cards/main-avatar';

export interface DraftWish {
  ownerId: string;
  name: string;
  gender: Gender;
  /** `trained` unless said otherwise. */
  kind?: AvatarKind;
}

/** The main one first, then the newest. */
const IN_ORDER = { isMain: 'DESC', createdAt: 'DESC', id: 'DESC' } as const;

/** The avatars of people. Those that were deleted are not found. */
@Injectable()
export class Avatars {
  constructor(
    private readonly database: Database,
    private readonly removal: AvatarRemoval,
    private readonly mainAvatar: MainAvatar,
  ) {}

  /** The one avatar that its owner is still collecting photos for. */
  draftOf(ownerId: string): Promise<Avatar | null> {
    return this.rows.findOneBy({ ownerId, status: 'draft' });
  }

  /** Begins an avatar. A draft that exists is gone on with, whatever its name and kind. */
  async createDraft({ ownerId, name, gender, kind = 'trained' }: DraftWish): Promise<Avatar> {
    await this.database.query(
      `insert into avatars (owner_id, name, gender, kind, trigger_phrase) values ($1, $2, $3, $4, $5)
       on conflict (owner_id) where status = 'draft' do nothing`,
      [ownerId, name, gender, kind, newTriggerPhrase()],
    );
    return this.rows.findOneByOrFail({ ownerId, status: 'draft' });
  }

  /**
   * Makes an avatar whose training failed a draft again, with the photos that are left, so that they can be changed.
   * @returns `draft-first` when its owner is collecting photos for another one
   */
  async reopen(ownerId: string, avatarId: string): Promise<'opened' | 'draft-first' | 'stale'> {
    return this.database.transaction(async () => {
      const other = await this.draftOf(ownerId);
      if (other) return other.id === avatarId ? 'opened' : 'draft-first';
      const opened = await this.database.query(
        `update avatars set status = 'draft', updated_at = now()
         where id = $1 and owner_id = $2 and status = 'failed' and deleted_at is null returning 1`,
        [avatarId, ownerId],
      );
      return opened.length > 0 ? 'opened' : 'stale';
    });
  }

  /** Forgets the draft and its photos; a sweep deletes the objects. @returns false when there is none */
  async discardDraft(ownerId: string): Promise<boolean> {
    const draft = await this.draftOf(ownerId);
    return draft !== null && this.discard(draft.id);
  }

  /** @returns false when it is no draft (any more) */
  discard(avatarId: string): Promise<boolean> {
    return this.removal.discard(avatarId);
  }

  /** Deletes an avatar with all that was learnt and kept of the person; its pictures only when asked. */
  delete(
    ownerId: string,
    avatarId: string,
    options: { withPictures: boolean },
  ): Promise<AvatarRemoved> {
    return this.removal.delete(ownerId, avatarId, options);
  }

  /** @param name of the length that people are told @returns false when it is not this person's */
  async rename(ownerId: string, avatarId: string, name: string): Promise<boolean> {
    const own = { id: avatarId, ownerId, deletedAt: IsNull() };
    const { affected } = await this.rows.update(own, { name });
    return affected === 1;
  }

  /** Has pictures begin with this one. @returns false when it is not a ready avatar of this person */
  setMain(ownerId: string, avatarId: string): Promise<boolean> {
    return this.mainAvatar.choose(ownerId, avatarId);
  }

  /** The one that pictures begin with; null while none is ready. */
  async main(ownerId: string): Promise<Avatar | null> {
    const [first] = await this.ready(ownerId);
    return first ?? null;
  }

  /** The main one first, then the newest. */
  list(ownerId: string): Promise<Avatar[]> {
    return this.rows.find({ where: { ownerId }, order: IN_ORDER });
  }

  /** Those that pictures can be made with, the main one first, then the newest. */
  ready(ownerId: string): Promise<Avatar[]> {
    return this.rows.find({ where: { ownerId, status: 'ready' }, order: IN_ORDER });
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
