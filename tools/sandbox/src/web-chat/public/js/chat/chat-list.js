/** @import {BubbleContext} from './bubble-context.js' */
/** @import {Draft} from './chat-session.js' */
/** @import {Outgoing} from './outbox.js' */
/** @import {Row} from './rows.js' */
import { el } from '../page/dom.js';
import { dayLabel } from '../text/format.js';
import { bubbleView } from './bubble-view.js';
import { draftView, outgoingView } from './passing-views.js';

/** @typedef {{retry: (key: string) => void, discard: (key: string) => void}} OutgoingActions */
/** @typedef {{key: string, signature: string, classes: Record<string, boolean>, make: () => HTMLElement}} Item */

/**
 * The list of a chat's rows. A row whose content is the same keeps its element, so that a voice that
 * plays goes on playing and an opened spoiler stays open.
 */
export class ChatList {
  #list;
  #outgoing;
  /** @type {Map<string, {signature: string, element: HTMLElement}>} */
  #shown = new Map();

  /**
   * @param {HTMLElement} list
   * @param {OutgoingActions} outgoing
   */
  constructor(list, outgoing) {
    this.#list = list;
    this.#outgoing = outgoing;
  }

  /**
   * @param {{rows: readonly Row[], outgoing: readonly Outgoing[], draft: Draft | undefined}} chat
   * @param {BubbleContext} context
   */
  show({ rows, outgoing, draft }, context) {
    const items = [
      ...rows.map((row) => rowItem(row, context)),
      ...outgoing.map((item) => this.#outgoingItem(item, context)),
      ...(draft ? [draftItem(draft, context)] : []),
    ];
    const next = new Map(items.map((item) => [item.key, this.#reuse(item)]));
    for (const [key, { element }] of this.#shown)
      if (next.get(key)?.element !== element) element.remove();
    this.#shown = next;
    this.#place([...next.values()].map(({ element }) => element));
  }

  clear() {
    this.#list.replaceChildren();
    this.#shown.clear();
  }

  /** @param {Item} item */
  #reuse({ key, signature, classes, make }) {
    const old = this.#shown.get(key);
    const element = old?.signature === signature ? old.element : make();
    for (const [name, on] of Object.entries(classes)) element.classList.toggle(name, on);
    return { signature, element };
  }

  /** @param {HTMLElement[]} elements in their order; only those that stand elsewhere are moved */
  #place(elements) {
    elements.forEach((element, index) => {
      const current = this.#list.children[index];
      if (current !== element) this.#list.insertBefore(element, current ?? null);
    });
  }

  /**
   * @param {Outgoing} item
   * @param {BubbleContext} context
   * @returns {Item}
   */
  #outgoingItem(item, { words }) {
    const make = () => outgoingView(item, words, this.#outgoing);
    return { key: item.key, signature: `${item.state} ${words.send}`, classes: {}, make };
  }
}

/**
 * @param {Row} row
 * @param {BubbleContext} context
 * @returns {Item}
 */
function rowItem(row, context) {
  const { key } = row;
  if (row.kind === 'day') {
    const label = dayLabel(row.date, context.language);
    return {
      key,
      signature: label,
      classes: {},
      make: () => el('li', { class: 'day' }, el('span', {}, label)),
    };
  }
  const signature = context.language + JSON.stringify(row.messages);
  const classes = { first: row.first, last: row.last };
  return { key, signature, classes, make: () => bubbleView(row, context) };
}

/**
 * @param {Draft} draft
 * @param {BubbleContext} context
 * @returns {Item}
 */
function draftItem(draft, context) {
  const make = () => draftView(draft, context);
  return { key: 'draft', signature: JSON.stringify(draft), classes: {}, make };
}
