/** @import {MediaKind} from '../../../../telegram/person-api.types' */

const PROBE_MS = 3000;

/**
 * The request that sends files. Recordings get their length, as Telegram's own apps send it.
 * @param {MediaKind} kind
 * @param {readonly File[]} files
 * @param {{caption?: string, duration?: number}} [details]
 */
export async function mediaForm(kind, files, { caption, duration } = {}) {
  const form = new FormData();
  form.append('kind', kind);
  if (caption) form.append('caption', caption);
  const seconds = duration ?? (await durationOf(kind, files[0]));
  if (seconds !== undefined) form.append('duration', String(Math.round(seconds)));
  for (const file of files) form.append('file', file, file.name);
  return form;
}

/**
 * @param {MediaKind} kind
 * @param {File | undefined} file
 * @returns {Promise<number | undefined>} undefined when the browser cannot tell
 */
async function durationOf(kind, file) {
  if (!file || kind === 'photo' || kind === 'document') return undefined;
  const media = document.createElement(kind.startsWith('video') ? 'video' : 'audio');
  const url = URL.createObjectURL(file);
  try {
    media.src = url;
    await new Promise((resolve) => {
      media.onloadedmetadata = media.onerror = resolve;
      setTimeout(resolve, PROBE_MS);
    });
    return Number.isFinite(media.duration) ? media.duration : undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}
