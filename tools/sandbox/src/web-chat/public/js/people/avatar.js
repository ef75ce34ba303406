import { el } from '../page/dom.js';
import { initials } from './preview.js';

const COLOURS = 7;

/**
 * A round picture with initials; the same id always has the same colour.
 * @param {number} id
 * @param {string} name
 */
export function avatar(id, name) {
  return el(
    'span',
    { class: `avatar colour-${Math.abs(id) % COLOURS}`, 'aria-hidden': 'true' },
    initials(name),
  );
}
