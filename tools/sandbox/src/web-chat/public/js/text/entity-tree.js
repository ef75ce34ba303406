/** @import {TextEntity} from '../../../../telegram/person-api.types' */

/**
 * A piece of a message: plain text, or an entity around further pieces.
 * @typedef {string | {entity: TextEntity, text: string, children: TextNode[]}} TextNode
 */

/**
 * Nests a message's entities. Offsets are UTF-16 code units, as in the Bot API and in JavaScript.
 * Entities that only partly overlap are cut, so that the result is always a tree over the whole text.
 * @param {string} text
 * @param {readonly TextEntity[]} [entities]
 * @returns {TextNode[]}
 */
export function entityTree(text, entities = []) {
  return nodesBetween(text, 0, text.length, entities.toSorted(outerFirst));
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {TextEntity[]} queue entities not placed yet, outer ones first
 * @returns {TextNode[]}
 */
function nodesBetween(text, start, end, queue) {
  /** @type {TextNode[]} */
  const nodes = [];
  let at = start;
  for (let entity = queue[0]; entity && entity.offset < end; entity = queue[0]) {
    queue.shift();
    const from = Math.max(entity.offset, at);
    const until = Math.min(entity.offset + entity.length, end);
    if (until <= from) continue;
    cutOverflow(entity, until, queue);
    if (from > at) nodes.push(text.slice(at, from));
    const children = nodesBetween(text, from, until, queue);
    nodes.push({ entity, text: text.slice(from, until), children });
    at = until;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

/**
 * @param {TextEntity} entity
 * @param {number} until
 * @param {TextEntity[]} queue
 */
function cutOverflow(entity, until, queue) {
  const end = entity.offset + entity.length;
  if (end <= until) return;
  queue.push({ ...entity, offset: until, length: end - until });
  queue.sort(outerFirst);
}

/**
 * @param {TextEntity} one
 * @param {TextEntity} other
 */
function outerFirst(one, other) {
  return one.offset - other.offset || other.length - one.length;
}
