import { basename } from 'node:path';
import { badRequest } from '../bot-api.error';
import { takeIn } from '../media/media-intake';
import type { DeclaredTraits, Upload } from '../media/upload.types';
import type { MediaKind } from '../person-api.types';
import type { CallParams } from '../server/call-params';
import type { MediaFields } from '../wire.types';
import type { World } from '../world/world';

const MEGABYTE = 1 << 20;
const MAX_PHOTO_BYTES = 10 * MEGABYTE;
const MAX_PHOTO_BYTES_BY_URL = 5 * MEGABYTE;
const MAX_FILE_BYTES_BY_URL = 20 * MEGABYTE;
const FETCH_TIMEOUT_MS = 20_000;

/** Where a call says that its media are: a form's file, `attach://`, a web address or a file_id. */
export interface InputMedia {
  kind: MediaKind;
  source: string | undefined;
  upload: Upload | undefined;
  declared: DeclaredTraits;
}

/** The media that a parameter of this name carries. */
export const inputMedia = (params: CallParams, kind: MediaKind): InputMedia => ({
  kind,
  source: params.text(kind),
  upload: params.upload(kind),
  declared: declaredTraits(
    (name) => params.integer(name),
    (name) => params.text(name),
  ),
});

/** Lengths, sizes and titles as a call gives them. */
export function declaredTraits(
  number: (name: string) => number | undefined,
  text: (name: string) => string | undefined,
): DeclaredTraits {
  const length = number('length');
  const traits = {
    duration: number('duration'),
    width: number('width') ?? length,
    height: number('height') ?? length,
    performer: text('performer'),
    title: text('title'),
  };
  return Object.fromEntries(Object.entries(traits).filter(([, value]) => value !== undefined));
}

/** Finds, fetches or stores the media. Throws in the Bot API's words when there is nothing that can be sent. */
export async function resolveMedia(
  world: World,
  params: CallParams,
  { kind, source, upload, declared }: InputMedia,
): Promise<MediaFields> {
  const attached = source?.startsWith('attach://') ? params.upload(source.slice(9)) : upload;
  if (attached) return takeIn(world.files, kind, checkSize(kind, attached), declared);
  if (!source) throw badRequest(`there is no ${kind.replace('_', ' ')} in the request`);
  if (/^https?:\/\//i.test(source)) {
    return takeIn(world.files, kind, await download(kind, source), declared);
  }
  return knownMedia(world, kind, source);
}

function checkSize(kind: MediaKind, upload: Upload) {
  const size = upload.bytes.length;
  if (kind !== 'photo' || size <= MAX_PHOTO_BYTES) return upload;
  throw badRequest(
    `file of size ${size} bytes is too big for a photo; the maximum size is ${MAX_PHOTO_BYTES} bytes`,
  );
}

function knownMedia(world: World, kind: MediaKind, fileId: string) {
  const file = world.files.find(fileId);
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind === kind) return file.fields;
  throw badRequest(`can't use file of type ${typeName(file.kind)} as ${typeName(kind)}`);
}

const typeName = (kind: MediaKind) =>
  kind.replace(/(^|_)(\w)/g, (_, _separator, letter: string) => letter.toUpperCase());

async function download(kind: MediaKind, address: string): Promise<Upload> {
  const response = await fetch(address, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch(
    () => undefined,
  );
  if (!response?.ok) throw badRequest('failed to get HTTP URL content');
  const mimeType = response.headers.get('content-type') ?? 'application/octet-stream';
  const bytes = Buffer.from(await response.arrayBuffer());
  checkFetched(kind, mimeType, bytes.length);
  return { fileName: basename(new URL(address).pathname), mimeType, bytes };
}

function checkFetched(kind: MediaKind, mimeType: string, size: number) {
  const limit = kind === 'photo' ? MAX_PHOTO_BYTES_BY_URL : MAX_FILE_BYTES_BY_URL;
  if (size > limit) throw badRequest('failed to get HTTP URL content');
  if (kind === 'photo' && !mimeType.startsWith('image/')) {
    throw badRequest('wrong type of the web page content');
  }
}
