import { badRequest } from '../bot-api.error';
import type { Message, MessageEntity } from '../wire.types';
import { detectEntities } from './detected-entities';
import { parseHtml, type FormattedText } from './html-text';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

export interface TextInput {
  text: string;
  parseMode?: string;
  entities?: MessageEntity[];
}

/** The caption fields of a message: up to 1024 characters after the formatting is read; none when it is empty. */
export function captionFields(input: TextInput): Pick<Message, 'caption' | 'caption_entities'> {
  const { text, entities } = format(input);
  if (lengthOf(text) > MAX_CAPTION) throw badRequest('message caption is too long');
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

/** The text fields of a message: 1 to 4096 characters after the formatting is read. Throws in the Bot API's words. */
export function textFields(input: TextInput): Pick<Message, 'text' | 'entities'> {
  const { text, entities } = format(input);
  if (text === '') throw badRequest('message text is empty');
  if (lengthOf(text) > MAX_TEXT) throw badRequest('message is too long');
  return { text, ...(entities.length > 0 && { entities }) };
}

/** A text of which no more than the formatting is checked. */
export function format(input: TextInput): FormattedText {
  const trimmed = trim(read(input));
  const entities = [...trimmed.entities, ...detectEntities(trimmed.text, trimmed.entities)];
  return { text: trimmed.text, entities: entities.sort(byPlace) };
}

function read({ text, parseMode, entities = [] }: TextInput): FormattedText {
  switch (parseMode?.toLowerCase() ?? '') {
    case '':
      return { text, entities };
    case 'html':
      return parseHtml(text);
    default:
      throw badRequest('unsupported parse_mode');
  }
}

/** Telegram keeps no blank space around a message. */
function trim({ text, entities }: FormattedText): FormattedText {
  const cut = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = entities.map((entity) => moveInto(entity, cut, trimmed.length));
  return { text: trimmed, entities: moved.filter(({ length }) => length > 0) };
}

function moveInto(entity: MessageEntity, cut: number, size: number): MessageEntity {
  const begin = Math.max(0, entity.offset - cut);
  const end = Math.min(size, entity.offset - cut + entity.length);
  return { ...entity, offset: begin, length: end - begin };
}

const byPlace = (a: MessageEntity, b: MessageEntity) => a.offset - b.offset || b.length - a.length;

const lengthOf = (text: string) => [...text].length;
