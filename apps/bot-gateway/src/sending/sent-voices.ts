import { Injectable } from '@nestjs/common';
import { SentFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { withDeadline } from '@aisha/platform';
import type { Message } from 'telegraf/types';
import { isBadFileId } from './telegram-fault';

export type VoiceInput = string | { source: Buffer; filename: string };

/** Half a megabyte. */
const STORAGE_MS = 30_000;
const LATE = `the recording was not there within ${STORAGE_MS} ms`;

/** Recordings on their way to Telegram as voice messages: by its own id where it has one, which costs no upload. */
@Injectable()
export class SentVoices {
  constructor(
    private readonly files: SentFiles,
    private readonly storage: Storage,
  ) {}

  /** Makes the call with the recording, and remembers the id that Telegram gives it. */
  async send<Result>(
    botId: number,
    key: string,
    call: (voice: VoiceInput) => Promise<Result>,
  ): Promise<Result> {
    const known = await this.files.find(botId, key);
    if (known) {
      try {
        return await call(known);
      } catch (error) {
        if (!isBadFileId(error)) throw error;
      }
    }
    const source = await withDeadline(this.storage.getBytes(key), STORAGE_MS, LATE);
    const result = await call({ source, filename: 'answer.ogg' });
    const { voice } = Object(result) as Partial<Message.VoiceMessage>;
    if (voice) await this.files.remember(botId, key, voice.file_id);
    return result;
  }
}
