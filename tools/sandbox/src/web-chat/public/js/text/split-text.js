/** Telegram's limit for one message, in UTF-16 code units. */
export const MESSAGE_LIMIT = 4096;

/**
 * Cuts a long text into messages, as Telegram's own apps do: at a line break or a space when there is one.
 * @param {string} text
 * @param {number} [limit]
 * @returns {string[]} no empty parts
 */
export function splitText(text, limit = MESSAGE_LIMIT) {
  const parts = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = cutPoint(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/**
 * @param {string} text
 * @param {number} limit
 */
function cutPoint(text, limit) {
  const line = text.lastIndexOf('\n', limit);
  const space = text.lastIndexOf(' ', limit);
  const cut = line > limit / 2 ? line : space;
  if (cut > 0) return cut;
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return splitsPair ? limit - 1 : limit;
}
