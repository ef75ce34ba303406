/** @import {Recording} from './recorder.js' */
import { byId } from '../page/dom.js';
import { playTime } from '../text/format.js';
import { hasMicrophone, Recorder } from './recorder.js';

/** Shorter ones are slips of the finger. */
const SHORTEST_SECONDS = 0.5;

/**
 * The microphone button and the bar that replaces the composer while it records.
 * @param {(recording: Recording) => void} finished
 * @param {() => void} refused
 * @param {(available: boolean) => void} availability
 */
export function wireRecording(finished, refused, availability) {
  /** @type {Recorder | undefined} */
  let recorder;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  const bar = byId('recording');
  const clock = byId('recording-time');

  const begin = async () => {
    if (recorder) return;
    recorder = await Recorder.start().catch(() => undefined);
    if (!recorder) return refused();
    bar.hidden = false;
    clock.textContent = playTime(0);
    timer = setInterval(() => (clock.textContent = playTime(recorder?.seconds ?? 0)), 200);
    byId('recording-send').focus();
  };
  const end = () => {
    const ended = recorder;
    recorder = undefined;
    clearInterval(timer);
    bar.hidden = true;
    return ended;
  };
  const cancel = () => end()?.cancel();
  const send = async () => {
    const ended = end();
    if (!ended || ended.seconds < SHORTEST_SECONDS) ended?.cancel();
    else finished(await ended.stop());
  };

  byId('record').addEventListener('click', () => void begin());
  byId('recording-cancel').addEventListener('click', cancel);
  byId('recording-send').addEventListener('click', () => void send());
  bar.addEventListener('keydown', ({ key }) => key === 'Escape' && cancel());
  const check = async () => availability(await hasMicrophone());
  navigator.mediaDevices?.addEventListener('devicechange', () => void check());
  void check();
  return cancel;
}
