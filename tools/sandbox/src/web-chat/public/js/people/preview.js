/** @import {ChatMessage} from '../../../../telegram/person-api.types' */
/** @import {Words} from '../page/words.js' */

/**
 * One line about a message for the list of people.
 * @param {ChatMessage | undefined} message
 * @param {Words} words
 */
export function previewOf(message, words) {
  if (!message) return words.noMessages;
  const line = (message.text ?? message.caption ?? wordless(message, words)).replace(/\s+/g, ' ');
  return message.from === 'person' ? `${words.you}: ${line}` : line;
}

/**
 * @param {ChatMessage} message
 * @param {Words} words
 */
function wordless({ media, invoice, payment }, words) {
  if (invoice) return invoice.title;
  if (payment) return payment.refunded ? words.refunded : words.paid;
  if (!media) return '';
  return media.kind === 'document'
    ? (media.fileName ?? words.kinds.document)
    : words.kinds[media.kind];
}

/**
 * One or two letters for a round picture.
 * @param {string} name
 */
export function initials(name) {
  const parts = name.trim().split(/\s+/).slice(0, 2);
  return parts
    .map((part) => String.fromCodePoint(part.codePointAt(0) ?? 63).toUpperCase())
    .join('');
}
