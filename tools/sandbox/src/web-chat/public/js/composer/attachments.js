/** @import {MediaKind} from '../../../../telegram/person-api.types' */

/** Telegram's limit for one album. */
const ALBUM_LIMIT = 10;

/** @typedef {'picture' | 'document' | 'audio' | 'voice' | 'video_note'} Wish what the person chose in the attach menu */

/** What each item of the attach menu lets the file picker show. */
export const ACCEPT = /** @type {Record<Wish, string>} */ ({
  picture: 'image/*,video/*',
  document: '',
  audio: 'audio/*',
  voice: 'audio/*,.ogg,.oga,.opus',
  video_note: 'video/*',
});

/**
 * The ways in which all these files can be sent, the most likely one first.
 * @param {readonly {type: string}[]} files
 * @param {Wish} [wish]
 * @returns {MediaKind[]}
 */
export function sendKinds(files, wish) {
  const options = files.map(({ type }) => kindsOf(type));
  const common = (options[0] ?? []).filter((kind) =>
    options.every((kinds) => kinds.includes(kind)),
  );
  const wished = wish === 'picture' || !wish ? common : common.filter((kind) => kind === wish);
  return [...new Set([...wished, ...common])];
}

/**
 * Cuts the files into requests: photos and files go in albums, everything else one by one.
 * @template Item
 * @param {MediaKind} kind
 * @param {readonly Item[]} files
 * @returns {Item[][]}
 */
export function batches(kind, files) {
  const size = kind === 'photo' || kind === 'document' ? ALBUM_LIMIT : 1;
  const count = Math.ceil(files.length / size);
  return Array.from({ length: count }, (_, at) => files.slice(at * size, (at + 1) * size));
}

/**
 * @param {string} type a MIME type
 * @returns {MediaKind[]}
 */
function kindsOf(type) {
  // Telegram makes no photos of drawings and animations.
  if (/^image\/(?!svg|gif)/.test(type)) return ['photo', 'document'];
  if (type.startsWith('video/')) return ['video', 'video_note', 'document'];
  if (type.startsWith('audio/')) return ['voice', 'audio', 'document'];
  return ['document'];
}
