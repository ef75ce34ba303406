/** @import {ChatMedia} from '../../../../telegram/person-api.types' */
/** @import {Words} from '../page/words.js' */
import { el } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { playTime } from '../text/format.js';
import { lengthOf, playAlone, progressOf } from './playback.js';
import { waveformOf } from './waveform.js';

const BARS = 44;
/** Decoding a long recording would take hundreds of megabytes; it gets an even line. */
const WAVEFORM_MAX_BYTES = 3_000_000;
const SEEK_STEP_SECONDS = 5;

/**
 * A voice message or a piece of music: play and pause, the loudness as a line to seek on, the time.
 * @param {ChatMedia} media
 * @param {string} url
 * @param {Words} words
 * @param {(notice: string) => void} notify
 */
export function voicePlayer(media, url, words, notify) {
  const audio = el('audio', { src: url, preload: 'metadata' });
  const toggle = el('button', { class: 'play-button', type: 'button' });
  const line = el('div', {
    class: 'waveform',
    role: 'slider',
    tabindex: 0,
    'aria-label': words.seek,
  });
  const time = el('span', { class: 'play-time' });
  drawBars(line, Array(BARS).fill(0.12));
  const update = () => refresh({ audio, toggle, line, time }, media, words);
  for (const name of ['play', 'pause', 'ended', 'timeupdate', 'loadedmetadata'])
    audio.addEventListener(name, update);
  toggle.addEventListener('click', () => void playOrPause(audio, words, notify));
  wireSeeking(line, audio, media.duration);
  if (media.size <= WAVEFORM_MAX_BYTES) {
    void waveformOf(url, BARS)
      .then((bars) => bars && drawBars(line, bars))
      .then(update);
  }
  update();
  const title =
    media.kind === 'audio' &&
    el('div', { class: 'file-name' }, media.fileName ?? words.kinds.audio);
  return el(
    'div',
    { class: `voice kind-${media.kind}` },
    toggle,
    el('div', { class: 'voice-side' }, title, line, time),
    audio,
  );
}

/**
 * @param {{audio: HTMLAudioElement, toggle: HTMLButtonElement, line: HTMLElement, time: HTMLElement}} parts
 * @param {ChatMedia} media
 * @param {Words} words
 */
function refresh({ audio, toggle, line, time }, { duration }, words) {
  const progress = progressOf(audio, duration);
  const started = audio.currentTime > 0 && !audio.ended;
  toggle.replaceChildren(icon(audio.paused ? 'play' : 'pause'));
  toggle.setAttribute('aria-label', audio.paused ? words.play : words.pause);
  time.textContent = playTime(started ? audio.currentTime : lengthOf(audio, duration));
  line.setAttribute('aria-valuenow', String(Math.round(progress * 100)));
  line.setAttribute('aria-valuetext', playTime(audio.currentTime));
  [...line.children].forEach((bar, index) =>
    bar.classList.toggle('played', started && index / BARS < progress),
  );
}

/**
 * @param {HTMLElement} line
 * @param {number[]} bars
 */
function drawBars(line, bars) {
  line.replaceChildren(
    ...bars.map((height) => {
      const bar = el('i');
      bar.style.height = `${Math.max(10, Math.round(height * 100))}%`;
      return bar;
    }),
  );
}

/**
 * @param {HTMLAudioElement} audio
 * @param {Words} words
 * @param {(notice: string) => void} notify
 */
async function playOrPause(audio, words, notify) {
  if (!audio.paused) return audio.pause();
  await playAlone(audio).catch((error) => error.name !== 'AbortError' && notify(words.unplayable));
}

/**
 * @param {HTMLElement} line
 * @param {HTMLAudioElement} audio
 * @param {number | undefined} told
 */
function wireSeeking(line, audio, told) {
  line.addEventListener('click', ({ clientX }) => {
    const { left, width } = line.getBoundingClientRect();
    audio.currentTime = ((clientX - left) / width) * lengthOf(audio, told);
  });
  line.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowRight') audio.currentTime += SEEK_STEP_SECONDS;
    if (key === 'ArrowLeft') audio.currentTime -= SEEK_STEP_SECONDS;
  });
}
