/** Kinds of file that hold their sound themselves. Playlists (HLS, concat, DASH) name other files to be opened. */
const CONTAINERS = [
  ...['aac', 'ac3', 'aiff', 'amr', 'amrnb', 'amrwb', 'ape', 'asf', 'au', 'avi', 'caf', 'dts'],
  ...['flac', 'flv', 'gsm', 'matroska', 'mov', 'mp3', 'mpc', 'mpc8', 'mpeg', 'mpegts', 'ogg'],
  ...['tta', 'w64', 'wav', 'wv'],
];

/**
 * Options before `-i`: a file of a stranger's is opened as sound and nothing else, and cannot make ffmpeg open another
 * file or address. The kind is found from the bytes, never from a name.
 */
export const INPUT_LIMITS = [
  '-protocol_whitelist',
  'file,pipe',
  '-format_whitelist',
  CONTAINERS.join(','),
];
