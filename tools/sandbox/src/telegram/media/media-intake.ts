import { badRequest } from '../bot-api.error';
import type { MediaKind } from '../person-api.types';
import type { MediaFields } from '../wire.types';
import type { FileStore, SavedFile } from '../world/file-store';
import { probe } from './ffmpeg';
import { extensionOf, mimeTypeOf } from './file-names';
import { oggDuration } from './ogg-duration';
import { renderPhoto, type RenderedPhoto } from './photo-sizes';
import type { DeclaredTraits, Upload } from './upload.types';

const usualExtensions: { [kind in MediaKind]: string } = {
  photo: '.jpg',
  document: '',
  voice: '.oga',
  audio: '.mp3',
  video: '.mp4',
  video_note: '.mp4',
};
// What an app sends when nothing is known of the picture.
const DEFAULT_SIDE = 384;

/** Stores a new file and gives the media of a message that shows it. Throws a BotApiError for what is no such media. */
export async function takeIn(
  files: FileStore,
  kind: MediaKind,
  upload: Upload,
  declared: DeclaredTraits,
): Promise<MediaFields> {
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
  if (kind === 'photo') return takePhoto(files, upload);
  const mimeType = kind === 'voice' ? 'audio/ogg' : await mimeTypeOf(upload);
  const extension = kind === 'voice' ? '' : extensionOf(upload.fileName);
  const saved = await files.save({
    kind,
    bytes: upload.bytes,
    mimeType,
    extension: extension || usualExtensions[kind],
  });
  const traits = kind === 'document' ? {} : await traitsOf(kind, upload.bytes, declared);
  return files.publish([saved], fieldsOf(saved, upload.fileName, traits));
}

async function takePhoto(files: FileStore, { bytes }: Upload) {
  const sizes = await renderPhoto(bytes);
  const saved = await Promise.all(sizes.map((size) => savePhoto(files, size)));
  const photo = saved.map(({ file, width, height }) => ({ ...reference(file), width, height }));
  return files.publish(
    saved.map(({ file }) => file),
    { photo },
  );
}

async function savePhoto(files: FileStore, { bytes, width, height }: RenderedPhoto) {
  const extension = usualExtensions.photo;
  const file = await files.save({ kind: 'photo', bytes, mimeType: 'image/jpeg', extension });
  return { file, width, height };
}

async function traitsOf(kind: MediaKind, bytes: Buffer, declared: DeclaredTraits) {
  const duration = declared.duration ?? oggDuration(bytes);
  const isFilm = kind === 'video' || kind === 'video_note';
  const probed = duration === undefined || isFilm ? await probe(bytes) : {};
  return { ...probed, ...declared, duration: Math.round(duration ?? probed.duration ?? 0) };
}

function fieldsOf(
  saved: SavedFile,
  fileName: string,
  { duration = 0, width = DEFAULT_SIDE, height = DEFAULT_SIDE, performer, title }: DeclaredTraits,
): MediaFields {
  const sound = { ...reference(saved), duration };
  const named = { file_name: fileName || undefined, mime_type: saved.mimeType };
  switch (saved.kind) {
    case 'photo':
      return { photo: [{ ...reference(saved), width, height }] };
    case 'document':
      return { document: { ...reference(saved), ...named } };
    case 'voice':
      return { voice: { ...sound, mime_type: saved.mimeType } };
    case 'audio':
      return { audio: { ...sound, ...named, performer, title } };
    case 'video':
      return { video: { ...sound, ...named, width, height } };
    case 'video_note':
      return { video_note: { ...sound, length: Math.min(width, height) } };
  }
}

const reference = ({ fileId, uniqueId, size }: SavedFile) => ({
  file_id: fileId,
  file_unique_id: uniqueId,
  file_size: size,
});
