import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { GalleryChoices, PictureDetails } from './gallery.types';
import { KEPT } from './gallery-rows';

/** More choices make no screen that anybody reads. */
const MAX_CHOICES = 12;

/** What there is to know of pictures beside the pictures. */
@Injectable()
export class GalleryFacts {
  constructor(private readonly database: Database) {}

  /** How a picture of this person was made; null when it is not in their gallery. */
  async details(ownerId: string, imageId: string): Promise<PictureDetails | null> {
    const [row] = await this.database.query<DetailsRow>(
      `select i.prompt, i.created_at, i.aspect_ratio, a.name, i.style_id, i.seed, i.quality,
         i.final_prompt, i.negative_prompt
       from images i join avatars a on a.id = i.avatar_id
       where i.id = $2 and i.owner_id = $1 and ${KEPT}`,
      [ownerId, imageId],
    );
    if (!row) return null;
    const { prompt, seed, quality } = row;
    return {
      prompt,
      seed,
      quality,
      finalPrompt: row.final_prompt,
      negativePrompt: row.negative_prompt,
      avatarName: row.name,
      createdAt: row.created_at,
      aspectRatio: row.aspect_ratio,
      styleId: row.style_id,
    };
  }

  /** How many pictures this person has in the gallery. */
  async count(ownerId: string): Promise<number> {
    const [row] = await this.database.query<{ count: string }>(
      `select count(*) from images i where i.owner_id = $1 and ${KEPT}`,
      [ownerId],
    );
    return Number(row!.count);
  }

  /** What this person's gallery can be filtered by. */
  async choices(ownerId: string): Promise<GalleryChoices> {
    // An avatar that its owner has deleted is no choice any more; its pictures stay.
    const avatars = await this.database.query<{ id: string; name: string }>(
      `select a.id, a.name from avatars a join (
         select i.avatar_id, count(*) as pictures from images i where i.owner_id = $1 and ${KEPT}
         group by i.avatar_id) made on made.avatar_id = a.id
       where a.deleted_at is null order by made.pictures desc, a.id limit ${MAX_CHOICES}`,
      [ownerId],
    );
    const styles = await this.database.query<{ style_id: string }>(
      `select i.style_id from images i where i.owner_id = $1 and ${KEPT} and i.style_id is not null
       group by i.style_id order by count(*) desc, i.style_id limit ${MAX_CHOICES}`,
      [ownerId],
    );
    return { avatars, styleIds: styles.map(({ style_id }) => style_id) };
  }
}

interface DetailsRow {
  prompt: string;
  created_at: Date;
  aspect_ratio: string;
  name: string;
  style_id: string | null;
  seed: string | null;
  quality: string;
  final_prompt: string | null;
  negative_prompt: string | null;
}
