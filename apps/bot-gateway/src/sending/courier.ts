import { Injectable } from '@nestjs/common';
import { SentFiles } from '@aisha/delivery';
import { Storage } from '@aisha/integrations';
import { withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import type { InlineKeyboardMarkup, Message } from 'telegraf/types';
import type { Rendered } from '../messages/rendered';
import { isBadFileId, isNotModified, isUneditable } from './telegram-fault';

export interface Address {
  botId: number;
  chatId: number;
  /** A message of ours that this one takes the place of. */
  replaces?: number;
}

type PhotoInput = string | { source: Buffer };

/** Telegram answers within a second or two; an upload of 10 MB may take a while. telegraf would wait for 500 s. */
const TEXT_DEADLINE_MS = 15_000;
const PHOTO_DEADLINE_MS = 90_000;

/** Puts rendered messages into a chat: edits where it can, sends anew where it cannot. */
@Injectable()
export class Courier {
  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly sentFiles: SentFiles,
    private readonly storage: Storage,
  ) {}

  /** @returns Telegram's id of the message that carries the buttons */
  async deliver(rendered: Rendered, to: Address): Promise<number> {
    const ms = rendered.photoKey ? PHOTO_DEADLINE_MS : TEXT_DEADLINE_MS * rendered.texts.length;
    // A send that hangs may have arrived. It is sent again, as any send whose answer was lost.
    return withDeadline(this.put(rendered, to), ms, `Telegram did not answer within ${ms} ms`);
  }

  private async put(rendered: Rendered, to: Address): Promise<number> {
    const { replaces } = to;
    if (replaces === undefined) return this.send(rendered, to);
    if (!rendered.announces && (await this.edit(rendered, to, replaces))) return replaces;
    const id = await this.send(rendered, to);
    // Only now: a crash in between leaves one message too many, never one too few.
    await this.bot.telegram.deleteMessage(to.chatId, replaces).catch(() => undefined);
    return id;
  }

  private async edit(rendered: Rendered, to: Address, messageId: number): Promise<boolean> {
    if (rendered.texts.length > 1) return false;
    try {
      await (rendered.photoKey
        ? this.editPhoto(rendered, rendered.photoKey, to, messageId)
        : this.bot.telegram.editMessageText(to.chatId, messageId, undefined, rendered.texts[0]!, {
            parse_mode: 'HTML',
            link_preview_options: { is_disabled: true },
            reply_markup: keyboard(rendered),
          }));
      return true;
    } catch (error) {
      if (isNotModified(error)) return true;
      if (isUneditable(error)) return false;
      throw error;
    }
  }

  private async editPhoto(rendered: Rendered, key: string, to: Address, messageId: number) {
    const edited = await this.withPhoto(to.botId, key, (media) =>
      this.bot.telegram.editMessageMedia(
        to.chatId,
        messageId,
        undefined,
        { type: 'photo', media, caption: rendered.texts[0], parse_mode: 'HTML' },
        { reply_markup: keyboard(rendered) },
      ),
    );
    if (typeof edited === 'object') await this.remember(to.botId, key, edited as Message);
  }

  private async send(rendered: Rendered, to: Address): Promise<number> {
    return rendered.photoKey
      ? this.sendPhoto(rendered, rendered.photoKey, to)
      : this.sendTexts(rendered, to);
  }

  private async sendPhoto(rendered: Rendered, key: string, to: Address): Promise<number> {
    const sent = await this.withPhoto(to.botId, key, (photo) =>
      this.bot.telegram.sendPhoto(to.chatId, photo, {
        caption: rendered.texts[0],
        parse_mode: 'HTML',
        reply_markup: keyboard(rendered),
      }),
    );
    await this.remember(to.botId, key, sent);
    return sent.message_id;
  }

  /** A long text goes in parts; the buttons stand under the last. */
  private async sendTexts(rendered: Rendered, to: Address): Promise<number> {
    let id = 0;
    for (const [index, text] of rendered.texts.entries()) {
      const last = index === rendered.texts.length - 1;
      const sent = await this.bot.telegram.sendMessage(to.chatId, text, {
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
        ...(last ? { reply_markup: keyboard(rendered) } : {}),
      });
      id = sent.message_id;
    }
    return id;
  }

  /** By Telegram's own id where the picture was sent before, which costs no upload. */
  private async withPhoto<Result>(
    botId: number,
    key: string,
    call: (photo: PhotoInput) => Promise<Result>,
  ): Promise<Result> {
    const known = await this.sentFiles.find(botId, key);
    if (known) {
      try {
        return await call(known);
      } catch (error) {
        if (!isBadFileId(error)) throw error;
      }
    }
    return call({ source: await this.storage.getBytes(key) });
  }

  private async remember(botId: number, key: string, message: Message): Promise<void> {
    const largest = 'photo' in message ? message.photo.at(-1) : undefined;
    if (largest) await this.sentFiles.remember(botId, key, largest.file_id);
  }
}

function keyboard({ buttons }: Rendered): InlineKeyboardMarkup {
  return {
    inline_keyboard: buttons.map((row) =>
      row.map(({ text, data }) => ({ text, callback_data: data })),
    ),
  };
}
