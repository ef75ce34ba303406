import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Storage } from '@aisha/integrations';
import { withDeadline } from '@aisha/platform';
import { objectKeys } from '../object-keys';
import { contactSheet, SHEET_LAYOUT, type Tile } from './contact-sheet';
import type { GalleryPicture } from './gallery.types';

/** A page of the gallery as one picture, that lies nowhere until somebody asks for it. */
export interface Sheet {
  /** The same for the same pictures in the same order: what was sent under it need not be made again. */
  key: string;
  make(): Promise<Buffer>;
}

/** Nine thumbnails take milliseconds; those who wait for the next sheet must not wait for a storage that hangs. */
const FETCH_MS = 10_000;

/**
 * Draws pages of the gallery, one at a time: it takes a tenth of a second and 20 MB, and a process that others rely on
 * must not grow with the number of people who leaf at once.
 */
@Injectable()
export class ContactSheets {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly storage: Storage) {}

  of(ownerId: string, pictures: readonly GalleryPicture[]): Sheet {
    const sources = pictures.map(({ objectKey, thumbKey }) => thumbKey ?? objectKey);
    const content = createHash('sha256').update([SHEET_LAYOUT, ...sources].join('\n'));
    return {
      key: objectKeys.sheet(ownerId, content.digest('hex').slice(0, 32)),
      make: () => this.inTurn(() => this.draw(sources)),
    };
  }

  private inTurn(draw: () => Promise<Buffer>): Promise<Buffer> {
    const drawing = this.last.then(draw);
    this.last = drawing.catch(() => undefined);
    return drawing;
  }

  private async draw(sources: readonly string[]): Promise<Buffer> {
    const fetched = Promise.all(sources.map((key, index) => this.tile(key, index)));
    return contactSheet(await withDeadline(fetched, FETCH_MS, `no pictures within ${FETCH_MS} ms`));
  }

  /** A picture that was deleted a moment ago leaves its place empty. */
  private async tile(key: string, index: number): Promise<Tile> {
    return { number: index + 1, bytes: await this.storage.findBytes(key) };
  }
}
