import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MediaKind } from '../person-api.types';
import type { MediaFields } from '../wire.types';
import type { Recorder, StoredFile } from './change.types';
import type { WorldCounters } from './counters';

// Folders and id prefixes as they come from Telegram.
const traits: { [kind in MediaKind]: { folder: string; idPrefix: string } } = {
  photo: { folder: 'photos', idPrefix: 'AgACAgIAAx' },
  document: { folder: 'documents', idPrefix: 'BQACAgIAAx' },
  voice: { folder: 'voice', idPrefix: 'AwACAgIAAx' },
  audio: { folder: 'music', idPrefix: 'CQACAgIAAx' },
  video: { folder: 'videos', idPrefix: 'BAACAgIAAx' },
  video_note: { folder: 'video_notes', idPrefix: 'DQACAgIAAx' },
};

export interface NewFile {
  kind: MediaKind;
  bytes: Buffer;
  mimeType: string;
  /** With its dot, or empty. */
  extension: string;
}

/** A file on disk that no message shows yet. */
export type SavedFile = Omit<StoredFile, 'fields'>;

/** Files by id and by path; the bytes lie under one folder. */
export class FileStore {
  private readonly byId = new Map<string, StoredFile>();
  private readonly byPath = new Map<string, StoredFile>();

  constructor(
    private readonly folder: string,
    private readonly counters: WorldCounters,
    private readonly record: Recorder,
  ) {}

  find(fileId: string) {
    return this.byId.get(fileId);
  }

  findByPath(path: string) {
    return this.byPath.get(path);
  }

  read(file: StoredFile) {
    return createReadStream(join(this.folder, file.path));
  }

  async save({ kind, bytes, mimeType, extension }: NewFile): Promise<SavedFile> {
    const path = `${traits[kind].folder}/file_${this.counters.next('fileNumber')}${extension}`;
    await this.write(path, bytes);
    const fileId = `${traits[kind].idPrefix}${randomBytes(30).toString('base64url')}`;
    return { fileId, uniqueId: uniqueIdOf(bytes), path, size: bytes.length, mimeType, kind };
  }

  /** From here on messages may carry these files. */
  publish(files: SavedFile[], fields: MediaFields) {
    for (const saved of files) {
      const file = { ...saved, fields };
      this.restore(file);
      this.record({ kind: 'file', file });
    }
    return fields;
  }

  restore(file: StoredFile) {
    this.byId.set(file.fileId, file);
    this.byPath.set(file.path, file);
    this.counters.seen('fileNumber', Number(/\d+/.exec(file.path)?.[0] ?? 0));
  }

  *snapshot() {
    for (const file of this.byId.values()) yield { kind: 'file', file } as const;
  }

  private async write(path: string, bytes: Buffer) {
    const target = join(this.folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

const uniqueIdOf = (bytes: Buffer) =>
  `AQAD${createHash('sha256').update(bytes).digest('base64url').slice(0, 12)}`;
