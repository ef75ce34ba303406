import { Injectable } from '@nestjs/common';
import { SentFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { withDeadline } from '@aisha/platform';
import type { Message } from 'telegraf/types';
import type { DrawnPhoto } from '../messages/rendered';
import { isBadFileId } from './telegram-fault';

export type PhotoInput = string | { source: Buffer };

/** A picture has at most 10 MB. */
const STORAGE_MS = 30_000;
const LATE = `the picture was not there within ${STORAGE_MS} ms`;

/** Pictures on their way to Telegram: by its own id where it has one, which costs no upload. */
@Injectable()
export class SentPhotos {
  constructor(
    private readonly files: SentFiles,
    private readonly storage: Storage,
  ) {}

  /** Makes the call with the picture, and remembers the id that Telegram gives it. */
  async send<Result>(
    botId: number,
    photo: string | DrawnPhoto,
    call: (photo: PhotoInput) => Promise<Result>,
  ): Promise<Result> {
    const { key, make } = typeof photo === 'string' ? this.stored(photo) : photo;
    const known = await this.files.find(botId, key);
    if (known) {
      try {
        return await call(known);
      } catch (error) {
        if (!isBadFileId(error)) throw error;
      }
    }
    const result = await call({ source: await withDeadline(make(), STORAGE_MS, LATE) });
    await this.remember(botId, key, result);
    return result;
  }

  private stored(key: string): DrawnPhoto {
    return { key, make: () => this.storage.getBytes(key) };
  }

  private async remember(botId: number, key: string, result: unknown): Promise<void> {
    const { photo } = Object(result) as Partial<Message.PhotoMessage>;
    const largest = photo?.at(-1);
    if (largest) await this.files.remember(botId, key, largest.file_id);
  }
}
