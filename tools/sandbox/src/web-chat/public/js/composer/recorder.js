const FORMATS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4'];

/** @typedef {{file: File, duration: number}} Recording duration in seconds */

/** Whether this browser has a microphone and may use it (not so on plain http off this machine). */
export async function hasMicrophone() {
  if (!navigator.mediaDevices?.enumerateDevices || !window.MediaRecorder) return false;
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.some(({ kind }) => kind === 'audioinput');
}

/** One recording from the microphone. */
export class Recorder {
  #stream;
  #recorder;
  #startedAt = performance.now();
  /** @type {Blob[]} */
  #parts = [];

  /** @param {MediaStream} stream */
  constructor(stream) {
    const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
    this.#stream = stream;
    this.#recorder = new MediaRecorder(stream, { mimeType });
    this.#recorder.addEventListener('dataavailable', ({ data }) => this.#parts.push(data));
    this.#recorder.start();
  }

  /** Asks for the microphone; throws when the person says no. */
  static async start() {
    return new Recorder(await navigator.mediaDevices.getUserMedia({ audio: true }));
  }

  get seconds() {
    return (performance.now() - this.#startedAt) / 1000;
  }

  /** @returns {Promise<Recording>} */
  async stop() {
    const duration = this.seconds;
    await new Promise((resolve) => {
      this.#recorder.addEventListener('stop', resolve, { once: true });
      this.#recorder.stop();
    });
    this.#release();
    const type = this.#recorder.mimeType.split(';')[0] ?? '';
    const file = new File(this.#parts, `voice.${type.split('/')[1]}`, { type });
    return { file, duration };
  }

  cancel() {
    this.#recorder.stop();
    this.#release();
  }

  #release() {
    for (const track of this.#stream.getTracks()) track.stop();
  }
}
