import type { AnnouncedFile, AudioSource, Input } from '@aisha/conversation';
import type { Message } from 'telegraf/types';

interface FileFields {
  file_id: string;
  file_name?: string;
  mime_type?: string;
  file_size?: number;
}

const IMAGE_NAME = /\.(jpe?g|png|webp|heic|heif)$/i;
/** Word's older format is another one, which hardly anybody writes any more. */
const WRITING_NAME = /\.(txt|text|log|md|docx)$/i;
const WRITING_TYPES = new Set([
  'text/plain',
  'text/markdown',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
]);
const AUDIO_NAME = /\.(mp3|wav|ogg|oga|opus|m4a|flac|aac|wma|webm|mp4)$/i;

/** A message of Telegram's as the dialogue knows it; undefined for service messages, which need no answer. */
export function readMessage(message: Message): Input | undefined {
  if ('text' in message) return readText(message.text);
  if ('photo' in message) return readPhoto(message);
  if ('voice' in message) return audio('voice', message.voice);
  if ('audio' in message) return audio('audio', message.audio);
  if ('video_note' in message) return audio('video-note', message.video_note);
  if ('video' in message) return audio('video', message.video);
  if ('animation' in message) return { kind: 'unsupported', what: 'other' };
  if ('document' in message) return readDocument(message);
  if ('sticker' in message) return { kind: 'unsupported', what: 'sticker' };
  const unanswered = ['location', 'contact', 'poll', 'dice', 'venue', 'story', 'game'];
  return unanswered.some((kind) => kind in message)
    ? { kind: 'unsupported', what: 'other' }
    : undefined;
}

function readText(text: string): Input {
  const command = /^\/(\w+)(?:@\w+)?(?:\s+(.*))?$/s.exec(text);
  if (!command) return { kind: 'text', text };
  const [, name, argument] = command;
  return {
    kind: 'command',
    name: name!.toLowerCase(),
    ...(argument ? { argument: argument.trim() } : {}),
  };
}

const OTHER_NAME =
  /\.(docx?|xlsx?|pptx?|pdf|rtf|od[tsp]|epub|fb2|zip|rar|7z|gz|exe|apk|html?|json|csv)$/i;

/** Nobody says what is inside: what can be decoded is heard, and of the rest the person is told that it is no sound. */
const isOfUnknownKind = (type: string, name: string) =>
  (type === '' || type === 'application/octet-stream') && !OTHER_NAME.test(name);

/** Telegram offers a photo in several sizes, the largest last. */
function readPhoto({ photo, ...message }: Message.PhotoMessage): Input {
  return asPhoto({ ...photo.at(-1)!, mime_type: 'image/jpeg' }, message);
}

function readDocument({ document, ...message }: Message.DocumentMessage): Input {
  const { mime_type: type = '', file_name: name = '' } = document;
  if (type.startsWith('image/') || IMAGE_NAME.test(name)) {
    return asPhoto(document, message);
  }
  if (/^(audio|video)\//.test(type) || AUDIO_NAME.test(name)) return audio('document', document);
  if (WRITING_TYPES.has(type) || WRITING_NAME.test(name)) {
    return { kind: 'writing', file: announced(document) };
  }
  if (isOfUnknownKind(type, name)) return audio('document', document);
  return { kind: 'unsupported', what: 'document' };
}

const asPhoto = (
  file: FileFields,
  { caption, media_group_id: album }: { caption?: string; media_group_id?: string },
): Input => ({
  kind: 'photo',
  file: announced(file),
  ...(caption ? { caption } : {}),
  ...(album ? { album } : {}),
});

const audio = (source: AudioSource, file: FileFields): Input => ({
  kind: 'audio',
  source,
  file: announced(file),
});

const announced = (file: FileFields): AnnouncedFile => ({
  telegramFileId: file.file_id,
  fileName: file.file_name,
  mimeType: file.mime_type,
  size: file.file_size,
});
