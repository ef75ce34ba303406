import { Injectable } from '@nestjs/common';
import type { User } from '@aisha/accounts';
import { type Archive, ARCHIVE_SECONDS, Archives } from '@aisha/avatars';
import type { Action } from '@aisha/conversation';
import { Phrases, TO_MENU } from './phrases';
import type { Rendered } from './rendered';
import type { Renderers } from './renderers';

type ArchiveKind = 'gallery-archive-started' | 'gallery-archive' | 'gallery-archive-failed';
const AGAIN: [string, Action][] = [['gallery-zip-again', { do: 'gallery-zip' }], ...TO_MENU];
/** An upload that begins shortly before the object goes would break off. */
const MARGIN_SECONDS = 600;

/** A person's pictures as files to take along. */
@Injectable()
export class GalleryArchiveMessages {
  constructor(
    private readonly phrases: Phrases,
    private readonly archives: Archives,
  ) {}

  readonly renderers: Renderers<ArchiveKind> = {
    'gallery-archive-started': (_, person) =>
      this.phrases.message(person, 'gallery-archive-started'),
    'gallery-archive': ({ archiveId, volume }, person) => this.volume(archiveId, volume, person),
    'gallery-archive-failed': (_, person) => ({
      ...this.phrases.message(person, 'gallery-archive-failed', [AGAIN]),
      announces: true,
    }),
  };

  private async volume(id: string, volume: number, person: User): Promise<Rendered | null> {
    const archive = await this.archives.get(id);
    const key = archive?.volumes[volume - 1];
    if (!archive || archive.ownerId !== person.id || !key) return null;
    if (isGone(archive)) {
      return volume === 1 ? this.phrases.message(person, 'gallery-archive-gone', [AGAIN]) : null;
    }
    const volumes = archive.volumes.length;
    const message = this.phrases.message(person, 'gallery-archive', [], {
      volume,
      volumes,
      packed: archive.packed,
      leftOut: archive.leftOut,
    });
    return { ...message, document: { key, fileName: fileName(archive, volume) }, announces: true };
  }
}

const isGone = ({ settledAt }: Archive): boolean =>
  (settledAt?.getTime() ?? 0) < Date.now() - (ARCHIVE_SECONDS - MARGIN_SECONDS) * 1_000;

const fileName = ({ createdAt, volumes }: Archive, volume: number): string => {
  const part = volumes.length > 1 ? `-${volume}` : '';
  return `aisha-${createdAt.toISOString().slice(0, 10)}${part}.zip`;
};
