/** @import {Words} from '../page/words.js' */
import { el } from '../page/dom.js';
import { icon } from '../page/icons.js';

/**
 * Shows a photo of the chat large; the arrow keys walk through all photos of the chat.
 * @param {HTMLImageElement} thumbnail
 * @param {Words} words
 */
export function openLightbox(thumbnail, words) {
  const photos = [...document.querySelectorAll('img[data-photo]')].filter(
    (one) => one instanceof HTMLImageElement,
  );
  let at = photos.indexOf(thumbnail);
  const picture = el('img', { class: 'lightbox-picture', alt: words.photo });
  const save = el(
    'a',
    { class: 'icon-button', download: 'photo.jpg', 'aria-label': words.download },
    icon('download'),
  );
  /** @param {number} step */
  const show = (step) => {
    at = (at + step + photos.length) % photos.length;
    picture.src = save.href = photos[at]?.src ?? '';
  };
  const dialog = frame(words, photos.length > 1, show, picture, save);
  show(0);
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * @param {Words} words
 * @param {boolean} several
 * @param {(step: number) => void} show
 * @param {HTMLElement} picture
 * @param {HTMLElement} save
 */
function frame(words, several, show, picture, save) {
  const close = () => dialog.close();
  const dialog = el(
    'dialog',
    {
      class: 'lightbox',
      'aria-label': words.photo,
      onclose: () => dialog.remove(),
      onclick: (/** @type {Event} */ event) => event.target === dialog && close(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => walk(event, show),
    },
    picture,
    el('div', { class: 'lightbox-bar' }, save, button('close', words.close, close)),
    several && button('left', words.previous, () => show(-1)),
    several && button('right', words.next, () => show(1)),
  );
  return dialog;
}

/**
 * @param {'close' | 'left' | 'right'} name
 * @param {string} label
 * @param {() => void} onclick
 */
function button(name, label, onclick) {
  return el(
    'button',
    { class: `icon-button lightbox-${name}`, type: 'button', 'aria-label': label, onclick },
    icon(name),
  );
}

/**
 * @param {KeyboardEvent} event
 * @param {(step: number) => void} show
 */
function walk(event, show) {
  if (event.key === 'ArrowLeft') show(-1);
  if (event.key === 'ArrowRight') show(1);
}
