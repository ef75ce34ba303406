/** @type {HTMLMediaElement | undefined} */
let playing;

/**
 * Starts a recording, and pauses the one that was playing: two voices at once help nobody.
 * @param {HTMLMediaElement} media
 */
export function playAlone(media) {
  if (playing !== media) playing?.pause();
  playing = media;
  return media.play();
}

/**
 * How long it is: recordings made by a browser carry no length in the file, Telegram's message does.
 * @param {HTMLMediaElement} media
 * @param {number | undefined} told seconds
 */
export function lengthOf(media, told) {
  if (Number.isFinite(media.duration) && media.duration > 0) return media.duration;
  return told ?? 0;
}

/**
 * How far it is, 0 to 1.
 * @param {HTMLMediaElement} media
 * @param {number | undefined} told seconds
 */
export function progressOf(media, told) {
  const length = lengthOf(media, told);
  return length === 0 ? 0 : Math.min(1, media.currentTime / length);
}
