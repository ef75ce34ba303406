import { Injectable, Logger } from '@nestjs/common';
import { StoredObjectNotFound } from '@aisha/integrations';
import { Metrics, withDeadline } from '@aisha/platform';
import { InjectBot } from 'nestjs-telegraf';
import type { Telegraf } from 'telegraf';
import type { InlineKeyboardMarkup } from 'telegraf/types';
import type {
  DocumentFile,
  DrawnPhoto,
  FileKind,
  InvoiceCard,
  VoiceFile,
} from '../messages/rendered';
import { inlineKeyboard } from './inline-keyboard';
import { type MessagePart, simplified, type Simplified } from './message-part';
import { SentDocuments } from './sent-documents';
import { SentPhotos } from './sent-photos';
import { SentVoices } from './sent-voices';
import { isNotModified, isUneditable } from './telegram-fault';

export interface Address {
  botId: number;
  chatId: number;
  /** A message of ours that this one takes the place of. */
  replaces?: number;
  /** Without a sound. */
  silent?: boolean;
  /** The message that this one answers; without it it is sent all the same. */
  replyTo?: number;
}

/** What a forwarded invoice says to /start. */
const START_PARAMETER = 'topup';
const FILE_METHODS = {
  document: 'sendDocument',
  voice: 'sendVoice',
  audio: 'sendAudio',
  video: 'sendVideo',
  video_note: 'sendVideoNote',
} as const satisfies Record<FileKind, string>;
/** Above the transport's own bounds for connecting and answering, which come first. */
const TEXT_DEADLINE_MS = 25_000;
/** An upload of 10 MB may take a while; telegraf would wait for 500 s. */
const PHOTO_DEADLINE_MS = 90_000;

/**
 * Puts one part of a message into a chat. What Telegram refuses for its markup or its buttons goes once more without
 * them. A send that hangs may have arrived; it fails, and is sent again, as any send whose answer was lost.
 */
@Injectable()
export class PartSender {
  private readonly logger = new Logger(PartSender.name);
  private readonly fallbacks;

  constructor(
    @InjectBot() private readonly bot: Telegraf,
    private readonly photos: SentPhotos,
    private readonly documents: SentDocuments,
    private readonly voices: SentVoices,
    metrics: Metrics,
  ) {
    this.fallbacks = metrics.counter(
      'messages_plain_fallback_total',
      'Parts of messages that Telegram took only without their markup or buttons',
      ['lost'],
      [{ lost: 'markup' }, { lost: 'buttons' }],
    );
  }

  /** @returns Telegram's id of the message, of the last if the part had to be cut */
  async send(part: MessagePart, to: Address): Promise<number> {
    try {
      if (part.invoice) return await this.sendInvoice(part.invoice, to);
      if (part.document) return await this.sendDocument(part, part.document, to);
      if (part.voice) return await this.sendVoice(part, part.voice, to);
      const photo = part.drawn ?? part.photoKey;
      return await (photo === undefined
        ? this.sendText(part, to)
        : this.sendPhoto(part, photo, to));
    } catch (error) {
      let id: number | undefined;
      for (const simpler of this.simplified(part, error).parts) id = await this.send(simpler, to);
      if (id === undefined) throw error;
      return id;
    }
  }

  /** @returns whether the message shows the part now; if not, it cannot be made to */
  async edit(part: MessagePart, to: Address, messageId: number): Promise<boolean> {
    if (part.document || part.invoice || part.voice) return false;
    try {
      const photo = part.drawn ?? part.photoKey;
      await (photo === undefined
        ? this.editText(part, to, messageId)
        : this.editPhoto(part, photo, to, messageId));
      return true;
    } catch (error) {
      if (isNotModified(error)) return true;
      if (isUneditable(error)) return false;
      const [simpler, ...more] = this.simplified(part, error).parts;
      return simpler && more.length === 0 ? this.edit(simpler, to, messageId) : false;
    }
  }

  /** Takes a message away. What cannot be taken away stays: it harms nobody. */
  async remove({ chatId }: Address, messageId: number): Promise<void> {
    await this.bot.telegram.deleteMessage(chatId, messageId).catch(() => undefined);
  }

  private simplified(part: MessagePart, error: unknown): Simplified {
    const simpler = simplified(part, error);
    if (!simpler) throw error;
    this.fallbacks.inc({ lost: simpler.lost });
    this.logger.warn({ msg: 'message simplified', lost: simpler.lost, error });
    return simpler;
  }

  private async sendText(part: MessagePart, to: Address): Promise<number> {
    const call = this.bot.telegram.callApi('sendMessage', {
      ...address(to),
      text: part.text,
      ...textOptions(part),
    });
    return (await inTime(call)).message_id;
  }

  /** Forwarded copies have no button to pay, but one that leads here: START_PARAMETER sees to it. */
  private async sendInvoice(invoice: InvoiceCard, { chatId }: Address): Promise<number> {
    const { amount, ...fields } = invoice;
    const call = this.bot.telegram.callApi('sendInvoice', {
      chat_id: chatId,
      ...fields,
      prices: [{ label: invoice.title, amount }],
      provider_token: '', // Stars need none
      start_parameter: START_PARAMETER,
    });
    return (await inTime(call)).message_id;
  }

  private async editText(part: MessagePart, { chatId }: Address, id: number): Promise<void> {
    const call = this.bot.telegram.callApi('editMessageText', {
      chat_id: chatId,
      message_id: id,
      text: part.text,
      ...textOptions(part),
    });
    await inTime(call);
  }

  private async sendDocument(part: MessagePart, file: DocumentFile, to: Address): Promise<number> {
    try {
      return await this.sendFile(part, file, to);
    } catch (error) {
      if (file.gone === undefined || !(error instanceof StoredObjectNotFound)) throw error;
      return this.sendText({ ...part, text: file.gone, format: 'html' }, to);
    }
  }

  private async sendFile(part: MessagePart, file: DocumentFile, to: Address): Promise<number> {
    const { as = 'document' } = file;
    // Round videos have no words.
    const caption = as === 'video_note' ? {} : { caption: part.text, ...format(part) };
    const sent = await this.documents.send(to.botId, file, (source, signal) => {
      const payload = { ...address(to), [as]: source, ...caption, ...keyboard(part) };
      return this.bot.telegram.callApi(FILE_METHODS[as], payload as never, {
        signal: signal as never,
      });
    });
    return sent.message_id;
  }

  private async sendVoice(part: MessagePart, file: VoiceFile, to: Address): Promise<number> {
    const duration = Math.round(file.seconds);
    const sent = await this.voices.send(to.botId, file.key, (voice) =>
      this.bot.telegram.callApi(
        'sendVoice',
        { ...address(to), voice, duration, caption: part.text, ...format(part), ...keyboard(part) },
        deadline(),
      ),
    );
    return sent.message_id;
  }

  private async sendPhoto(
    part: MessagePart,
    source: string | DrawnPhoto,
    to: Address,
  ): Promise<number> {
    const sent = await this.photos.send(to.botId, source, (photo) =>
      this.bot.telegram.callApi(
        'sendPhoto',
        { ...address(to), photo, caption: part.text, ...format(part), ...keyboard(part) },
        deadline(),
      ),
    );
    return sent.message_id;
  }

  private async editPhoto(
    part: MessagePart,
    source: string | DrawnPhoto,
    to: Address,
    id: number,
  ): Promise<void> {
    await this.photos.send(to.botId, source, (media) =>
      this.bot.telegram.callApi(
        'editMessageMedia',
        {
          chat_id: to.chatId,
          message_id: id,
          media: { type: 'photo', media, caption: part.text, ...format(part) },
          ...keyboard(part),
        },
        deadline(),
      ),
    );
  }
}

const inTime = <Result>(call: Promise<Result>): Promise<Result> =>
  withDeadline(call, TEXT_DEADLINE_MS, `Telegram did not answer within ${TEXT_DEADLINE_MS} ms`);

/** Ends an upload. telegraf's types name the polyfill of an old Node. */
const deadline = () => ({ signal: AbortSignal.timeout(PHOTO_DEADLINE_MS) as never });

const address = ({ chatId, silent, replyTo }: Address) => ({
  chat_id: chatId,
  ...(silent ? { disable_notification: true } : {}),
  ...(replyTo === undefined
    ? {}
    : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
});

const format = (part: MessagePart) =>
  part.format === 'html' ? { parse_mode: 'HTML' as const } : {};

const textOptions = (part: MessagePart) => ({
  ...format(part),
  link_preview_options: { is_disabled: true },
  ...keyboard(part),
});

const keyboard = ({ buttons }: MessagePart): { reply_markup?: InlineKeyboardMarkup } =>
  buttons.length === 0 ? {} : { reply_markup: inlineKeyboard(buttons) };
