/** @import {TextEntity} from '../../../../telegram/person-api.types' */
/** @import {TextNode} from './entity-tree.js' */
import { el } from '../page/dom.js';
import { entityTree } from './entity-tree.js';

/**
 * @typedef {object} TextActions
 * @property {(command: string) => void} sendText a tapped /command is sent
 * @property {(text: string) => void} copy tapped code is copied
 */

/** Elements that only change how the text looks. */
const STYLES = /** @type {const} */ ({
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  blockquote: 'blockquote',
});

/**
 * A message's text with its formatting, as nodes.
 * @param {string} text
 * @param {readonly TextEntity[] | undefined} entities
 * @param {TextActions} actions
 */
export function textNodes(text, entities, actions) {
  return entityTree(text, entities).map((node) => nodeOf(node, actions));
}

/**
 * @param {TextNode} node
 * @param {TextActions} actions
 * @returns {Node | string}
 */
function nodeOf(node, actions) {
  if (typeof node === 'string') return node;
  const children = node.children.map((child) => nodeOf(child, actions));
  return wrap(node.entity, node.text, children, actions);
}

/**
 * @param {TextEntity} entity
 * @param {string} text
 * @param {(Node | string)[]} children
 * @param {TextActions} actions
 */
function wrap(entity, text, children, actions) {
  switch (entity.type) {
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strikethrough':
    case 'blockquote':
      return el(STYLES[entity.type], {}, ...children);
    case 'expandable_blockquote':
      return el('blockquote', { class: 'expandable', onclick: toggleOpen }, ...children);
    case 'spoiler':
      return spoiler(children);
    case 'code':
      return el('code', { onclick: () => actions.copy(text) }, ...children);
    case 'pre':
      return el('pre', { 'data-language': entity.language }, el('code', {}, ...children));
    case 'bot_command':
      return command(text, children, actions);
    case 'text_link':
    case 'url':
    case 'email':
    case 'phone_number':
      return link(entity, text, children);
    case 'mention':
    case 'text_mention':
    case 'hashtag':
    case 'cashtag':
      return el('span', { class: 'mention' }, ...children);
    default:
      return el('span', {}, ...children);
  }
}

/** @param {(Node | string)[]} children */
function spoiler(children) {
  return el(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, onclick: toggleOpen, onkeydown: openByKey },
    ...children,
  );
}

/**
 * @param {string} text
 * @param {(Node | string)[]} children
 * @param {TextActions} actions
 */
function command(text, children, actions) {
  return el(
    'button',
    { class: 'link', type: 'button', onclick: () => actions.sendText(text) },
    ...children,
  );
}

/**
 * @param {TextEntity} entity
 * @param {string} text
 * @param {(Node | string)[]} children
 */
function link(entity, text, children) {
  const href = safeHref(addressOf(entity, text));
  if (!href) return el('span', {}, ...children);
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

/**
 * @param {TextEntity} entity
 * @param {string} text
 */
function addressOf({ type, url }, text) {
  if (url) return url;
  if (type === 'email') return `mailto:${text}`;
  if (type === 'phone_number') return `tel:${text}`;
  return /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`;
}

/**
 * An address that may stand in a link; a bot's `javascript:` may not.
 * @param {string} address
 */
export function safeHref(address) {
  const allowed = ['http:', 'https:', 'mailto:', 'tel:', 'tg:'];
  return URL.canParse(address) && allowed.includes(new URL(address).protocol) ? address : undefined;
}

/** @param {Event} event */
function toggleOpen({ currentTarget }) {
  if (currentTarget instanceof HTMLElement) currentTarget.classList.toggle('open');
}

/** @param {KeyboardEvent} event */
function openByKey(event) {
  if (event.key === 'Enter' || event.key === ' ') toggleOpen(event);
}
