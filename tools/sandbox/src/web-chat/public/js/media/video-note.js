/** @import {ChatMedia} from '../../../../telegram/person-api.types' */
/** @import {Words} from '../page/words.js' */
import { el } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { playTime } from '../text/format.js';
import { lengthOf, playAlone, progressOf } from './playback.js';

/**
 * A round video message: a click plays and pauses it, a ring shows how far it is.
 * @param {ChatMedia} media
 * @param {string} url
 * @param {Words} words
 * @param {(notice: string) => void} notify
 */
export function videoNote(media, url, words, notify) {
  const video = el('video', { src: url, preload: 'metadata', playsinline: true });
  const time = el('span', { class: 'play-time' });
  const button = el(
    'button',
    { class: 'video-note', type: 'button' },
    video,
    el('span', { class: 'play-badge' }, icon('play')),
    time,
  );
  const update = () => refresh(button, video, time, media, words);
  for (const name of ['play', 'pause', 'ended', 'timeupdate', 'loadedmetadata'])
    video.addEventListener(name, update);
  button.addEventListener('click', () => {
    if (!video.paused) video.pause();
    else playAlone(video).catch((error) => error.name !== 'AbortError' && notify(words.unplayable));
  });
  update();
  return button;
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLVideoElement} video
 * @param {HTMLElement} time
 * @param {ChatMedia} media
 * @param {Words} words
 */
function refresh(button, video, time, { duration }, words) {
  button.classList.toggle('playing', !video.paused);
  button.setAttribute(
    'aria-label',
    `${words.kinds.video_note}: ${video.paused ? words.play : words.pause}`,
  );
  button.style.setProperty('--progress', `${progressOf(video, duration) * 360}deg`);
  time.textContent = playTime(lengthOf(video, duration) - video.currentTime);
}
