/** @import {ChatMessage} from '../../../../telegram/person-api.types' */
import { dayKey } from '../text/format.js';

/** Messages of one sender closer than this stand together. */
const CLUSTER_SECONDS = 300;

/**
 * What the chat shows under each other: a day, or a bubble (an album is one bubble of several messages).
 * `first` and `last` say where the bubble stands among its neighbours of the same sender.
 * @typedef {{kind: 'day', key: string, date: number}} DayRow
 * @typedef {{kind: 'bubble', key: string, from: 'person' | 'bot', messages: ChatMessage[], first: boolean, last: boolean}} BubbleRow
 * @typedef {DayRow | BubbleRow} Row
 */

/**
 * @param {readonly ChatMessage[]} messages in the order of the chat
 * @returns {Row[]}
 */
export function buildRows(messages) {
  const bubbles = groupAlbums(messages);
  return bubbles.flatMap((bubble, index) => {
    const before = bubbles[index - 1];
    const after = bubbles[index + 1];
    const row = rowOf(bubble, !joins(before, bubble), !joins(bubble, after));
    return startsDay(before, bubble) ? [dayRow(bubble), row] : [row];
  });
}

/**
 * Neighbours with the same media group are one album.
 * @param {readonly ChatMessage[]} messages
 * @returns {[ChatMessage, ...ChatMessage[]][]}
 */
export function groupAlbums(messages) {
  /** @type {[ChatMessage, ...ChatMessage[]][]} */
  const groups = [];
  for (const message of messages) {
    const open = groups.at(-1);
    if (open && message.mediaGroupId && open[0].mediaGroupId === message.mediaGroupId) {
      open.push(message);
    } else groups.push([message]);
  }
  return groups;
}

/**
 * @param {[ChatMessage, ...ChatMessage[]]} bubble
 * @param {boolean} first
 * @param {boolean} last
 * @returns {BubbleRow}
 */
function rowOf(bubble, first, last) {
  const [{ messageId, from }] = bubble;
  return { kind: 'bubble', key: `message-${messageId}`, from, messages: bubble, first, last };
}

/**
 * @param {[ChatMessage, ...ChatMessage[]]} bubble
 * @returns {DayRow}
 */
function dayRow([{ date }]) {
  return { kind: 'day', key: `day-${dayKey(date)}`, date };
}

/**
 * @param {[ChatMessage, ...ChatMessage[]] | undefined} before
 * @param {[ChatMessage, ...ChatMessage[]]} bubble
 */
function startsDay(before, bubble) {
  return !before || dayKey(before[0].date) !== dayKey(bubble[0].date);
}

/**
 * @param {[ChatMessage, ...ChatMessage[]] | undefined} one
 * @param {[ChatMessage, ...ChatMessage[]] | undefined} other
 */
function joins(one, other) {
  if (!one || !other || startsDay(one, other)) return false;
  return one[0].from === other[0].from && other[0].date - one[0].date < CLUSTER_SECONDS;
}
