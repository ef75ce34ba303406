/** @import {ChatMessage} from '../../../../telegram/person-api.types' */
/** @import {BubbleContext} from './bubble-context.js' */
/** @import {BubbleRow} from './rows.js' */
import { albumRows } from '../media/album-rows.js';
import { albumTile, mediaView } from '../media/media-view.js';
import { el } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { previewOf } from '../people/preview.js';
import { textNodes } from '../text/entity-view.js';
import { clockTime } from '../text/format.js';
import { invoiceView, paymentView } from './invoice-view.js';
import { keyboardView } from './keyboard-view.js';

/**
 * A message, or an album as one bubble, with the buttons under it.
 * @param {BubbleRow} row
 * @param {BubbleContext} context
 */
export function bubbleView({ from, messages }, context) {
  const worded = messages.find(({ text, caption }) => text ?? caption);
  const [first] = messages;
  const last = messages.at(-1) ?? first;
  if (!first || !last) return el('li');
  const bubble = el(
    'div',
    {
      class: `bubble${worded || !isPictures(messages) ? '' : ' bare'}${isRound(first) ? ' round' : ''}`,
    },
    reply(first, context),
    ...mediaOf(messages, context),
    worded && text(worded, context),
    first.invoice && invoiceView(first.invoice, context),
    first.payment && paymentView(first.payment, context),
    meta(last, context),
  );
  return el(
    'li',
    { class: `row from-${from}` },
    el('div', { class: 'stack' }, bubble, keyboardView(last, context)),
  );
}

/**
 * @param {readonly ChatMessage[]} messages
 * @param {BubbleContext} context
 */
function mediaOf(messages, context) {
  const media = messages.flatMap((message) => message.media ?? []);
  if (media.length < 2 || !isPictures(messages)) return media.map((one) => mediaView(one, context));
  const lines = albumRows(media).map((line) =>
    el(
      'div',
      { class: `album-row of-${line.length}` },
      ...line.map((one) => albumTile(one, context)),
    ),
  );
  return [el('div', { class: 'album' }, ...lines)];
}

/** @param {readonly ChatMessage[]} messages */
function isPictures(messages) {
  return messages.every(({ media }) => media?.kind === 'photo' || media?.kind === 'video');
}

/** @param {ChatMessage} message */
function isRound({ media }) {
  return media?.kind === 'video_note';
}

/**
 * @param {ChatMessage} message
 * @param {BubbleContext} context
 */
function text(message, context) {
  const words = message.text ?? message.caption ?? '';
  return el('div', { class: 'text', dir: 'auto' }, ...textNodes(words, message.entities, context));
}

/**
 * @param {ChatMessage} message
 * @param {BubbleContext} context
 */
function reply({ replyToMessageId }, { find, words }) {
  const quoted = replyToMessageId === undefined ? undefined : find(replyToMessageId);
  return quoted && el('div', { class: 'quote' }, previewOf(quoted, words));
}

/**
 * The time, the mark of an edit, and a tick for what was sent.
 * @param {ChatMessage} message
 * @param {BubbleContext} context
 */
function meta({ date, editDate, from }, { language, words }) {
  const time = el(
    'time',
    { datetime: new Date(date * 1000).toISOString() },
    clockTime(date, language),
  );
  const edited = editDate !== undefined && el('span', { class: 'edited' }, words.edited);
  const tick =
    from === 'person' &&
    el('span', { class: 'tick', role: 'img', 'aria-label': words.sent }, icon('check'));
  return el('span', { class: 'meta' }, edited, time, tick);
}
