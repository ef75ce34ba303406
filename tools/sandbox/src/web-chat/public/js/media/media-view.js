/** @import {ChatMedia} from '../../../../telegram/person-api.types' */
/** @import {BubbleContext} from '../chat/bubble-context.js' */
import { el } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { fileSize } from '../text/format.js';
import { openLightbox } from './lightbox.js';
import { videoNote } from './video-note.js';
import { voicePlayer } from './voice-player.js';

/** The widest and the highest that a photo or video stands in a bubble, in CSS pixels. */
const FRAME = { width: 380, height: 420 };

/**
 * One attachment as it stands in a bubble.
 * @param {ChatMedia} media
 * @param {BubbleContext} context
 */
export function mediaView(media, context) {
  const url = context.fileUrl(media.fileId);
  switch (media.kind) {
    case 'photo':
      return sized(photo(url, context), media);
    case 'video':
      return sized(
        el('video', { src: url, controls: true, preload: 'metadata', playsinline: true }),
        media,
      );
    case 'voice':
    case 'audio':
      return voicePlayer(media, url, context.words, context.notify);
    case 'video_note':
      return videoNote(media, url, context.words, context.notify);
    case 'document':
      return file(media, url, context);
  }
}

/**
 * A photo or video in an album, cut to fill its place.
 * @param {ChatMedia} media
 * @param {BubbleContext} context
 */
export function albumTile(media, context) {
  const url = context.fileUrl(media.fileId);
  return media.kind === 'video'
    ? el('video', { src: url, controls: true, preload: 'metadata', playsinline: true })
    : photo(url, context);
}

/**
 * @param {string} url
 * @param {BubbleContext} context
 */
function photo(url, { words }) {
  const image = el('img', { src: url, alt: words.photo, 'data-photo': '', decoding: 'async' });
  const open = () => openLightbox(image, words);
  return el(
    'button',
    { class: 'photo', type: 'button', 'aria-label': words.photo, onclick: open },
    image,
  );
}

/**
 * Gives the element its final size before its bytes are here, so that the chat does not jump.
 * @template {HTMLElement} Kind
 * @param {Kind} element
 * @param {ChatMedia} media
 */
function sized(element, { width, height }) {
  if (!width || !height) return element;
  const scale = Math.min(FRAME.width / width, FRAME.height / height, 1);
  element.style.width = `${Math.max(120, Math.round(width * scale))}px`;
  element.style.aspectRatio = `${width} / ${height}`;
  return element;
}

/**
 * @param {ChatMedia} media
 * @param {string} url
 * @param {BubbleContext} context
 */
function file(media, url, { words, language }) {
  const name = media.fileName ?? words.kinds.document;
  return el(
    'a',
    { class: 'file', href: url, download: name, 'aria-label': `${words.download}: ${name}` },
    el('span', { class: 'file-icon' }, icon('document')),
    el(
      'span',
      { class: 'file-side' },
      el('span', { class: 'file-name' }, name),
      el('span', { class: 'file-size' }, fileSize(media.size, language)),
    ),
  );
}
