import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { S3Error } from '../s3-error';
import { KeyedLock } from './keyed-lock';
import { moveInto } from './scratch-folder';
import type { ScratchFolder } from './scratch-folder';
import { readJson } from './stored-object';
import type { ObjectContent, ObjectDescription } from './stored-object';

export interface Upload extends ObjectDescription {
  id: string;
  bucket: string;
  key: string;
  /** Milliseconds. */
  started: number;
}

export interface UploadedPart extends ObjectContent {
  number: number;
  /** Names the file with the part's bytes. */
  revision: string;
  /** Milliseconds. */
  modified: number;
}

const UPLOAD_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Multipart uploads that are not complete: `<id>/upload.json`, `<id>/<n>.json`, `<id>/<n>.<revision>`. */
export class MultipartUploads {
  private readonly lock = new KeyedLock();

  private constructor(
    private readonly folder: string,
    private readonly scratch: ScratchFolder,
  ) {}

  static async open(folder: string, scratch: ScratchFolder): Promise<MultipartUploads> {
    await mkdir(folder, { recursive: true });
    const uploads = new MultipartUploads(folder, scratch);
    for (const id of await readdir(folder)) if (!(await uploads.find(id))) await uploads.remove(id);
    return uploads;
  }

  async start(fields: Omit<Upload, 'id' | 'started'>): Promise<Upload> {
    const upload = { ...fields, id: randomUUID(), started: Date.now() };
    await this.scratch.writeJson(this.file(upload.id, 'upload.json'), upload);
    return upload;
  }

  /** Throws 404 for an upload that is complete, aborted, or of another object. */
  async get(id: string, bucket: string, key: string): Promise<Upload> {
    const upload = await this.find(id);
    if (upload?.bucket !== bucket || upload.key !== key) throw new S3Error(404, 'NoSuchUpload');
    return upload;
  }

  async list(bucket: string): Promise<Upload[]> {
    const found = await Promise.all((await readdir(this.folder)).map((id) => this.find(id)));
    return found
      .flatMap((upload) => upload ?? [])
      .filter((upload) => upload.bucket === bucket)
      .sort((left, right) => (left.key < right.key ? -1 : 1));
  }

  /** Makes a finished scratch file the bytes of a part, in place of an earlier try. */
  addPart(upload: Upload, number: number, file: string, content: ObjectContent): Promise<void> {
    return this.exclusively(upload, async () => {
      const before = await readJson<UploadedPart>(this.file(upload.id, `${number}.json`));
      const part = { ...content, number, revision: randomUUID(), modified: Date.now() };
      await moveInto(file, this.partFile(upload, part));
      await this.scratch.writeJson(this.file(upload.id, `${number}.json`), part);
      if (before) await rm(this.partFile(upload, before), { force: true });
    });
  }

  async parts({ id }: Upload): Promise<UploadedPart[]> {
    const names = (await readdir(path.join(this.folder, id))).filter((n) => /^\d+\.json$/.test(n));
    const parts = await Promise.all(names.map((n) => readJson<UploadedPart>(this.file(id, n))));
    return parts.flatMap((part) => part ?? []).sort((left, right) => left.number - right.number);
  }

  /** Writes the parts one after the other into a new file. The ETag is S3's: `<hash>-<parts>`. */
  async join(upload: Upload, parts: UploadedPart[], target: string): Promise<ObjectContent> {
    const md5 = createHash('md5');
    const file = await open(target, 'wx');
    try {
      for (const part of parts) {
        md5.update(part.etag, 'hex');
        for await (const bytes of createReadStream(this.partFile(upload, part))) {
          await file.appendFile(bytes);
        }
      }
    } finally {
      await file.close();
    }
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    return { size, etag: `${md5.digest('hex')}-${parts.length}`, checksums: {} };
  }

  /** Ends the upload: its parts are gone. */
  async discard({ id }: Upload): Promise<void> {
    // First what makes it an upload: a crash in between must not leave one without its parts.
    await rm(this.file(id, 'upload.json'), { force: true });
    await this.remove(id);
  }

  async abortAll(bucket: string): Promise<void> {
    for (const upload of await this.list(bucket)) await this.discard(upload);
  }

  /** One change of an upload at a time; throws 404 if it ended while the change waited. */
  exclusively<Result>(upload: Upload, work: () => Promise<Result>): Promise<Result> {
    return this.lock.run(upload.id, async () => {
      await this.get(upload.id, upload.bucket, upload.key);
      return work();
    });
  }

  private async find(id: string): Promise<Upload | undefined> {
    return UPLOAD_ID.test(id) ? readJson<Upload>(this.file(id, 'upload.json')) : undefined;
  }

  private async remove(id: string): Promise<void> {
    await rm(path.join(this.folder, id), { recursive: true, force: true });
  }

  private partFile({ id }: Upload, part: UploadedPart): string {
    return this.file(id, `${part.number}.${part.revision}`);
  }

  private file(id: string, name: string): string {
    return path.join(this.folder, id, name);
  }
}
