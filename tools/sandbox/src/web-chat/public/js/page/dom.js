/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, unknown> & {class?: string}} Attributes
 */

/**
 * Makes an element. A string child becomes a text node, so what people write is never read as markup.
 * Functions are listeners (`onclick`), booleans switch an attribute on or off, the rest is set as it is;
 * null and undefined are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.filter(isShown));
  return element;
}

/**
 * The element of the static page with this id; the page is broken without it.
 * @template {HTMLElement} [Kind=HTMLElement]
 * @param {string} id
 * @param {new () => Kind} [kind]
 * @returns {Kind}
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof (kind ?? HTMLElement))) throw new Error(`#${id} is missing on the page`);
  return /** @type {Kind} */ (element);
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {unknown} value
 */
function setAttribute(element, name, value) {
  if (value === null || value === undefined) return;
  if (typeof value === 'function') {
    element.addEventListener(name.slice(2), (event) => value(event));
  } else if (typeof value === 'boolean' && !name.startsWith('aria-')) {
    element.toggleAttribute(name, value);
  } else element.setAttribute(name, String(value));
}

/**
 * @param {Child} child
 * @returns {child is Node | string}
 */
function isShown(child) {
  return child !== null && child !== undefined && child !== false;
}
