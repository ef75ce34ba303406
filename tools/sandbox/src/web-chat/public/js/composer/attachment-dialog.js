/** @import {MediaKind} from '../../../../telegram/person-api.types' */
/** @import {Words} from '../page/words.js' */
/** @import {Wish} from './attachments.js' */
import { el } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { fileSize } from '../text/format.js';
import { sendKinds } from './attachments.js';

/** @typedef {(kind: MediaKind, files: File[], caption: string) => void} SendFiles */

/**
 * Asks how to send chosen, dropped or pasted files, with a caption.
 * @param {readonly File[]} files
 * @param {Wish | undefined} wish
 * @param {Words} words
 * @param {string} language
 * @param {SendFiles} send
 */
export function askHowToSend(files, wish, words, language, send) {
  const tiles = files.map((file) => ({ file, tile: tileView(file, language, words) }));
  const kinds = sendKinds(files, wish);
  const caption = el('input', {
    class: 'field',
    name: 'caption',
    maxlength: 1024,
    placeholder: words.caption,
    'aria-label': words.caption,
    autofocus: true,
    autocomplete: 'off',
  });
  const form = el(
    'form',
    { method: 'dialog' },
    el('ul', { class: 'tiles' }, ...tiles.map(({ tile }) => tile)),
    files.length > 10 && el('p', { class: 'hint' }, words.manyAlbums),
    kindChoice(kinds, words),
    caption,
    actions(words, () => dialog.close()),
  );
  const dialog = el('dialog', { class: 'dialog attachments', 'aria-label': words.attach }, form);
  form.addEventListener('submit', () => {
    const kept = tiles.filter(({ tile }) => tile.isConnected).map(({ file }) => file);
    const kind = /** @type {MediaKind} */ (new FormData(form).get('kind'));
    if (kept.length > 0) send(kind, kept, caption.value.trim());
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * @param {MediaKind[]} kinds
 * @param {Words} words
 */
function kindChoice(kinds, words) {
  const options = kinds.map((kind, index) =>
    el(
      'label',
      { class: 'choice' },
      el('input', { type: 'radio', name: 'kind', value: kind, checked: index === 0 }),
      el('span', {}, words.kinds[kind]),
    ),
  );
  return el('fieldset', { class: 'choices' }, el('legend', {}, words.sendAs), ...options);
}

/**
 * @param {File} file
 * @param {string} language
 * @param {Words} words
 */
function tileView(file, language, words) {
  const remove = el(
    'button',
    { class: 'tile-remove', type: 'button', 'aria-label': `${words.remove}: ${file.name}` },
    icon('close'),
  );
  const tile = el('li', { class: 'tile', title: file.name }, thumbnail(file), remove);
  tile.append(
    el('span', { class: 'tile-name' }, file.name),
    el('span', { class: 'tile-size' }, fileSize(file.size, language)),
  );
  remove.addEventListener('click', () => {
    const form = tile.closest('form');
    tile.remove();
    if (form && !form.querySelector('.tile')) form.closest('dialog')?.close();
  });
  return tile;
}

/** @param {File} file */
function thumbnail(file) {
  if (!file.type.startsWith('image/'))
    return el(
      'span',
      { class: 'file-icon' },
      icon(file.type.startsWith('audio/') ? 'audio' : 'document'),
    );
  const url = URL.createObjectURL(file);
  return el('img', { src: url, alt: '', onload: () => URL.revokeObjectURL(url) });
}

/**
 * @param {Words} words
 * @param {() => void} cancel
 */
function actions(words, cancel) {
  return el(
    'div',
    { class: 'dialog-actions' },
    el('button', { class: 'text-button', type: 'button', onclick: cancel }, words.cancel),
    el('button', { class: 'main-button', type: 'submit' }, words.send),
  );
}
