import type { ChatMedia, ChatMessage, TextEntity } from '../person-api.types';
import { mediaKinds, type Message, type MessageEntity } from '../wire.types';
import type { ChatEntry } from './change.types';

/** The message as the person sees it. */
export function toChatMessage({ message, sender, keyboard }: ChatEntry): ChatMessage {
  return withoutUndefined({
    messageId: message.message_id,
    date: message.date,
    editDate: message.edit_date,
    from: sender,
    text: message.text,
    caption: message.caption,
    entities: (message.entities ?? message.caption_entities)?.map(toTextEntity),
    mediaGroupId: message.media_group_id,
    media: mediaOf(message),
    buttons: buttonsOf(message),
    keyboard,
    replyToMessageId: message.reply_to_message?.message_id,
    invoice: invoiceOf(message),
    payment: paymentOf(message),
  });
}

/** The entity as a browser needs it. */
export const toTextEntity = ({ type, offset, length, url, language }: MessageEntity): TextEntity =>
  withoutUndefined({ type, offset, length, url, language });

function mediaOf(message: Message): ChatMedia | undefined {
  const kind = mediaKinds.find((name) => message[name]);
  if (!kind) return undefined;
  const content = message[kind];
  const file = Array.isArray(content) ? content.at(-1) : content;
  return (
    file &&
    withoutUndefined({ kind, fileId: file.file_id, size: file.file_size ?? 0, ...traits(file) })
  );
}

function traits(file: object) {
  const { file_name, mime_type, width, height, length, duration } = file as {
    [name in 'file_name' | 'mime_type']?: string;
  } & { [name in 'width' | 'height' | 'length' | 'duration']?: number };
  const size = { width: width ?? length, height: height ?? length };
  return { fileName: file_name, mimeType: mime_type, ...size, duration };
}

const buttonsOf = ({ reply_markup }: Message) =>
  reply_markup?.inline_keyboard.map((row) =>
    row.map(({ text, callback_data, url, pay }) =>
      withoutUndefined({ text, callbackData: callback_data, url, pay }),
    ),
  );

const invoiceOf = ({ invoice }: Message) =>
  invoice && {
    title: invoice.title,
    description: invoice.description,
    currency: invoice.currency,
    totalAmount: invoice.total_amount,
  };

function paymentOf({ successful_payment, refunded_payment }: Message) {
  const payment = successful_payment ?? refunded_payment;
  return (
    payment && {
      currency: payment.currency,
      totalAmount: payment.total_amount,
      chargeId: payment.telegram_payment_charge_id,
      refunded: refunded_payment !== undefined,
    }
  );
}

/** A message over the wire has no field where there is nothing to say. */
const withoutUndefined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
