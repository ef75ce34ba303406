import type { MessageEntity } from '../wire.types';

// What Telegram finds in a text by itself. The first pattern that matches a place wins.
const patterns: [type: string, pattern: RegExp][] = [
  ['url', /(?<![\w@])(?:https?:\/\/|t\.me\/)[^\s<>"]*[^\s<>"'.,!?:;)\]]/gi],
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['bot_command', /(?<![\p{L}\w/<>@])\/\w{1,64}(?:@\w{3,32})?(?![\p{L}\w/])/gu],
  ['mention', /(?<![\p{L}\w@/])@[a-z]\w{3,31}(?!\w)/giu],
  ['hashtag', /(?<![\p{L}\w#&])#[\p{L}\w]*\p{L}[\p{L}\w]*/gu],
];
const closed = new Set(['code', 'pre', 'text_link', 'custom_emoji']);

const overlap = (a: MessageEntity, b: MessageEntity) =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length;

/** Commands, links, addresses, mentions and hashtags outside of code and links. */
export function detectEntities(text: string, given: MessageEntity[]): MessageEntity[] {
  const taken = given.filter(({ type }) => closed.has(type));
  const found: MessageEntity[] = [];
  for (const [type, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (![...taken, ...found].some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return found;
}
