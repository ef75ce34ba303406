import type { GroupInput, Recording } from '@aisha/conversation';
import type { Message } from 'telegraf/types';
import { readMessage } from '../dialogue/read-message';

type Saying = Extract<GroupInput, { kind: 'message' }>;

/** Who we are in a group. */
export interface OwnName {
  botId: number;
  /** Without the @; undefined while Telegram has not said it. */
  username?: string;
  /** Commands that are ours also where they do not name us. */
  commands: readonly string[];
}

interface Entity {
  type: string;
  offset: number;
  length: number;
}
interface Worded {
  text?: string;
  caption?: string;
  entities?: Entity[];
  caption_entities?: Entity[];
}

/** By name, as people call each other: at the start, and then a pause. */
const CALLED = /^\s*(?:аиша|aisha)\s*(?:[,.!?:—–-]+\s*|$)/iu;
const COMMAND = /^\/(\w+)(?:@(\w+))?(?:\s+([\s\S]*))?$/;

/** A message of a group as the dialogue knows it; undefined for service messages and what is meant for another bot. */
export function readGroupMessage(message: Message, own: OwnName): Saying | undefined {
  const input = readMessage(message);
  if (!input) return undefined;
  const words = wordsOf(message);
  const about = { ...recordingIn(message), ...repliedTo(message, own) };
  const command = COMMAND.exec(words);
  if (command) {
    if (!isOurs(command, own)) return undefined;
    const [, name = '', , text = ''] = command;
    return {
      kind: 'message',
      addressedBy: 'command',
      command: name.toLowerCase(),
      text: text.trim(),
      ...about,
    };
  }
  return { kind: 'message', ...addressed(message, words, own), ...about };
}

function addressed(message: Message, words: string, own: OwnName) {
  const mention = mentionOf(message as Worded, words, own.username);
  if (mention) {
    const text = words.slice(0, mention.offset) + words.slice(mention.offset + mention.length);
    return { addressedBy: 'mention' as const, text: text.replace(/^[\s,:]+|\s+$/g, '') };
  }
  if (CALLED.test(words)) {
    return { addressedBy: 'name' as const, text: words.replace(CALLED, '').trim() };
  }
  return {
    ...(repliesToUs(message, own) && { addressedBy: 'reply' as const }),
    text: words.trim(),
  };
}

const wordsOf = (message: Message): string =>
  (message as Worded).text ?? (message as Worded).caption ?? '';

/** Telegram marks mentions, counted in UTF-16 units; a name within a link or a word is none. */
function mentionOf({ entities, caption_entities }: Worded, words: string, username?: string) {
  if (username === undefined) return undefined;
  const wanted = `@${username}`.toLowerCase();
  return (entities ?? caption_entities ?? []).find(
    ({ type, offset, length }) =>
      type === 'mention' && words.slice(offset, offset + length).toLowerCase() === wanted,
  );
}

function isOurs([, name, named]: RegExpExecArray, { username, commands }: OwnName): boolean {
  return named === undefined
    ? commands.includes(name!.toLowerCase())
    : named.toLowerCase() === username?.toLowerCase();
}

const replyOf = (message: Message): Message | undefined =>
  'reply_to_message' in message ? message.reply_to_message : undefined;

const repliesToUs = (message: Message, { botId }: OwnName): boolean =>
  replyOf(message)?.from?.id === botId;

/** What we said ourselves is in our memory already. */
function repliedTo(message: Message, own: OwnName): Pick<Saying, 'repliedTo'> {
  const replied = replyOf(message);
  if (!replied || repliesToUs(message, own)) return {};
  const text = wordsOf(replied);
  return { repliedTo: { ...recordingIn(replied), ...(text && { text }) } };
}

function recordingIn(message: Message): { recording?: Recording } {
  const input = readMessage(message);
  return input?.kind === 'audio' ? { recording: { source: input.source, file: input.file } } : {};
}
