import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { type Telegraf, TelegramError } from 'telegraf';
import { type GatewayConfig, isTelegrams } from '../gateway.env';

/** The file will not be had, however often it is asked for. */
export class FileRefused extends Error {
  constructor(readonly failure: 'too-big' | 'gone') {
    super(`Telegram does not give the file: ${failure}`);
    this.name = 'FileRefused';
  }
}

const DOWNLOAD_TIMEOUT_MS = 120_000;

/** Files on Telegram's side. Their addresses hold the bot's token, so they never leave this class. */
@Injectable()
export class TelegramFiles {
  constructor(
    @InjectBot() private readonly bot: Telegraf,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /**
   * Opens a file as a stream.
   * @throws {FileRefused} when asking again is no use
   */
  async open(fileId: string): Promise<Readable> {
    const path = await this.pathOf(fileId);
    // A server of one's own in local mode answers with a path on a disk that it shares with us, for files of any size.
    if (path.startsWith('/') && !isTelegrams(this.config.TELEGRAM_API_ROOT)) {
      return createReadStream(path);
    }
    return this.download(path);
  }

  private async pathOf(fileId: string): Promise<string> {
    try {
      const { file_path: path } = await this.bot.telegram.getFile(fileId);
      if (!path) throw new FileRefused('gone');
      return path;
    } catch (error) {
      if (!(error instanceof TelegramError) || error.code !== 400) throw error;
      throw new FileRefused(/too big/i.test(error.description) ? 'too-big' : 'gone');
    }
  }

  private async download(path: string): Promise<Readable> {
    const { TELEGRAM_API_ROOT: root, TELEGRAM_BOT_TOKEN: token } = this.config;
    const base = root.endsWith('/') ? root : `${root}/`;
    const response = await fetch(new URL(`./file/bot${token}/${path}`, base), {
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new Error(`file download answered ${response.status}`);
    }
    return Readable.fromWeb(response.body as ReadableStream);
  }
}
