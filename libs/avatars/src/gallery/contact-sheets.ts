import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Storage, StoredObjectNotFound } from '@aisha/integrations';
import { objectKeys } from '../object-keys';
import { contactSheet, SHEET_LAYOUT, type Tile } from './contact-sheet';
import type { GalleryPicture } from './gallery.types';

/** A page of the gallery as one picture, that lies nowhere until somebody asks for it. */
export interface Sheet {
  /** The same for the same pictures in the same order: what was sent under it need not be made again. */
  key: string;
  make(): Promise<Buffer>;
}

/** Draws pages of the gallery. */
@Injectable()
export class ContactSheets {
  constructor(private readonly storage: Storage) {}

  of(ownerId: string, pictures: readonly GalleryPicture[]): Sheet {
    const sources = pictures.map(({ objectKey, thumbKey }) => thumbKey ?? objectKey);
    const content = createHash('sha256').update([SHEET_LAYOUT, ...sources].join('\n'));
    return {
      key: objectKeys.sheet(ownerId, content.digest('hex').slice(0, 32)),
      make: () => this.draw(sources),
    };
  }

  private async draw(sources: readonly string[]): Promise<Buffer> {
    const tiles = await Promise.all(
      sources.map(async (key, index): Promise<Tile> => {
        return { number: index + 1, bytes: await this.bytesOf(key) };
      }),
    );
    return contactSheet(tiles);
  }

  /** A picture that was deleted a moment ago leaves its place empty. */
  private async bytesOf(key: string): Promise<Buffer | undefined> {
    try {
      return await this.storage.getBytes(key);
    } catch (error) {
      if (error instanceof StoredObjectNotFound) return undefined;
      throw error;
    }
  }
}
