/** @import {Words} from '../page/words.js' */
/** @import {BubbleContext} from './bubble-context.js' */
/** @import {OutgoingActions} from './chat-list.js' */
/** @import {Draft} from './chat-session.js' */
/** @import {Outgoing} from './outbox.js' */
import { el } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { textNodes } from '../text/entity-view.js';

/**
 * What is on its way: a clock while it is sent; what to do when it did not go out.
 * @param {Outgoing} item
 * @param {Words} words
 * @param {OutgoingActions} actions
 */
export function outgoingView(item, words, actions) {
  const failed = item.state === 'failed';
  const mark = el(
    'span',
    { class: 'tick', role: 'img', 'aria-label': failed ? words.notSent : words.sending },
    icon(failed ? 'failed' : 'clock'),
  );
  const text = el('div', { class: 'text', dir: 'auto' }, item.label);
  const bubble = el('div', { class: 'bubble' }, text, el('span', { class: 'meta' }, mark));
  const stack = el('div', { class: 'stack' }, bubble, failed && failure(item, words, actions));
  return el('li', { class: `row from-person first last ${item.state}` }, stack);
}

/**
 * @param {Outgoing} item
 * @param {Words} words
 * @param {OutgoingActions} actions
 */
function failure({ key }, words, { retry, discard }) {
  return el(
    'div',
    { class: 'failure', role: 'alert' },
    words.notSent,
    el('button', { class: 'link', type: 'button', onclick: () => retry(key) }, words.retry),
    el('button', { class: 'link', type: 'button', onclick: () => discard(key) }, words.discard),
  );
}

/**
 * The text that the bot is still writing.
 * @param {Draft} draft
 * @param {BubbleContext} context
 */
export function draftView({ text, entities }, context) {
  const words = el('div', { class: 'text', dir: 'auto' }, ...textNodes(text, entities, context));
  const bubble = el(
    'div',
    { class: 'bubble' },
    words,
    el('span', { class: 'meta dots', 'aria-hidden': 'true' }, '•••'),
  );
  return el(
    'li',
    { class: 'row from-bot first last draft' },
    el('div', { class: 'stack' }, bubble),
  );
}
