import type { MediaKind } from './person-api.types';

/* Objects of the Bot API, as they travel: https://core.telegram.org/bots/api#available-types */

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
  language_code?: string;
}

export interface Chat {
  id: number;
  type: 'private' | 'supergroup';
  /** Of a private chat. */
  first_name?: string;
  /** Of a group. */
  title?: string;
  username?: string;
}

export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
  user?: User;
  custom_emoji_id?: string;
}

interface FileReference {
  file_id: string;
  file_unique_id: string;
  file_size?: number;
}

export interface PhotoSize extends FileReference {
  width: number;
  height: number;
}

export interface Document extends FileReference {
  file_name?: string;
  mime_type?: string;
}

export interface Voice extends FileReference {
  duration: number;
  mime_type?: string;
}

export interface Audio extends FileReference {
  duration: number;
  performer?: string;
  title?: string;
  file_name?: string;
  mime_type?: string;
}

export interface Video extends FileReference {
  width: number;
  height: number;
  duration: number;
  file_name?: string;
  mime_type?: string;
}

export interface VideoNote extends FileReference {
  length: number;
  duration: number;
}

/** The media of a message: exactly one of the fields is set, named as its kind. */
export interface MediaFields {
  photo?: PhotoSize[];
  document?: Document;
  voice?: Voice;
  audio?: Audio;
  video?: Video;
  video_note?: VideoNote;
}

export const mediaKinds = [
  'photo',
  'document',
  'voice',
  'audio',
  'video',
  'video_note',
] as const satisfies readonly MediaKind[];

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
  pay?: boolean;
}

export interface InlineKeyboard {
  inline_keyboard: InlineButton[][];
}

export interface Invoice {
  title: string;
  description: string;
  start_parameter: string;
  currency: string;
  total_amount: number;
}

export interface Payment {
  currency: string;
  total_amount: number;
  invoice_payload: string;
  telegram_payment_charge_id: string;
  provider_payment_charge_id: string;
}

export interface Message extends MediaFields {
  message_id: number;
  from: User;
  chat: Chat;
  date: number;
  edit_date?: number;
  reply_to_message?: Message;
  media_group_id?: string;
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  reply_markup?: InlineKeyboard;
  invoice?: Invoice;
  successful_payment?: Payment;
  refunded_payment?: Payment;
}

export interface CallbackQuery {
  id: string;
  from: User;
  message: Message;
  chat_instance: string;
  data: string;
}

export interface PreCheckoutQuery {
  id: string;
  from: User;
  currency: string;
  total_amount: number;
  invoice_payload: string;
}

export type MemberStatus = 'member' | 'administrator' | 'left' | 'kicked';

export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: { status: MemberStatus; user: User; until_date?: number };
  new_chat_member: { status: MemberStatus; user: User; until_date?: number };
}

/** What an update may carry, by the name of its type. */
export interface UpdateContent {
  message?: Message;
  callback_query?: CallbackQuery;
  pre_checkout_query?: PreCheckoutQuery;
  my_chat_member?: ChatMemberUpdated;
}

export type Update = { update_id: number } & UpdateContent;
