/** @import {ChatButton, ChatMessage} from '../../../../telegram/person-api.types' */
/** @import {BubbleContext} from './bubble-context.js' */
import { el } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { safeHref } from '../text/entity-view.js';

/**
 * The buttons under a message, in their rows.
 * @param {ChatMessage} message
 * @param {BubbleContext} context
 */
export function keyboardView(message, context) {
  const rows = message.buttons?.filter((row) => row.length > 0) ?? [];
  if (rows.length === 0) return null;
  const lines = rows.map((row) =>
    el(
      'div',
      { class: 'keyboard-row' },
      ...row.map((button) => buttonView(message, button, context)),
    ),
  );
  return el('div', { class: 'keyboard' }, ...lines);
}

/**
 * @param {ChatMessage} message
 * @param {ChatButton} button
 * @param {BubbleContext} context
 */
function buttonView(message, button, context) {
  const href = button.url && safeHref(button.url);
  if (href) {
    const link = { class: 'key', href, target: '_blank', rel: 'noopener noreferrer' };
    return el('a', link, el('span', {}, button.text), icon('link'));
  }
  const key = el('button', { class: 'key', type: 'button' }, el('span', {}, button.text));
  key.addEventListener('click', () => void spinWhile(key, () => context.press(message, button)));
  return key;
}

/**
 * @param {HTMLButtonElement} key
 * @param {() => Promise<void>} work
 */
async function spinWhile(key, work) {
  if (key.getAttribute('aria-busy') === 'true') return;
  key.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    key.removeAttribute('aria-busy');
  }
}
