import { takeIn } from '../media/media-intake';
import { isOgg } from '../media/ogg-duration';
import { toVoiceNote } from '../media/ffmpeg';
import type { DeclaredTraits, Upload } from '../media/upload.types';
import { newMediaGroupId } from '../media/media-group-id';
import type { ChatMessage, MediaKind, Person } from '../person-api.types';
import { captionFields, textFields } from '../text/formatted-text';
import type { Chat, Message } from '../wire.types';
import { toChatMessage } from '../world/chat-message';
import { chatOf, userOf } from '../world/people';
import type { World } from '../world/world';
import { PersonApiError } from './person-api.error';

const MAX_TEXT = 4096;
const MAX_ALBUM = 10;

/** Files that a person sends together; several make an album. */
export interface Attachment {
  kind: MediaKind;
  caption: string;
  duration?: number;
  files: Upload[];
}

/** Where a message is written. */
export interface Place {
  chat: Chat;
  /** The message that it replies to. */
  replied?: Message;
  /** Whether the bot is shown it. */
  isSeen(message: Message): boolean;
}

type Content = Omit<Message, 'message_id' | 'from' | 'chat' | 'date'>;

/** Writes what a person sends into the chat and tells the bot. */
export class PersonMessages {
  constructor(private readonly world: World) {}

  /** A text longer than a message is cut into several, as Telegram's apps do. */
  sendText(person: Person, text: string, place = privateOf(person)): ChatMessage[] {
    const trimmed = text.trim();
    if (trimmed === '') throw new PersonApiError(400, 'text is empty');
    return cut(trimmed).map((part) => this.send(person, textFields({ text: part }), place));
  }

  /** Every item of an album is a message of its own; the first one has the caption. */
  async sendMedia(
    person: Person,
    { kind, caption, files, duration }: Attachment,
    place = privateOf(person),
  ) {
    checkCount(kind, files.length);
    const album = files.length > 1 ? { media_group_id: newMediaGroupId() } : {};
    const fields = captionFields({ text: caption });
    const media = await Promise.all(files.map((file) => this.takeIn(kind, file, { duration })));
    return media.map((item, index) =>
      this.send(person, { ...album, ...item, ...(index === 0 && fields) }, place),
    );
  }

  /** A message of the person, with its update for the bot. */
  send(person: Person, content: Content, place = privateOf(person)): ChatMessage {
    const { chat, replied } = place;
    const message = {
      from: userOf(person),
      chat,
      ...content,
      ...(replied && { reply_to_message: replied }),
    };
    const entry = this.world.chats.add({ sender: 'person', message });
    if (place.isSeen(entry.message)) {
      this.world.updates.push({ message: entry.message }, `chat-${chat.id}`);
    }
    return toChatMessage(entry);
  }

  private async takeIn(kind: MediaKind, file: Upload, { duration }: DeclaredTraits) {
    const upload = kind === 'voice' ? await recorded(file) : file;
    const declared = duration === undefined ? {} : { duration };
    return takeIn(this.world.files, kind, upload, declared);
  }
}

const privateOf = (person: Person): Place => ({ chat: chatOf(person), isSeen: () => true });

function checkCount(kind: MediaKind, count: number) {
  const isAlbumKind = kind === 'photo' || kind === 'document';
  if (count === 0) throw new PersonApiError(400, 'file is missing');
  if (count > 1 && !isAlbumKind) throw new PersonApiError(400, `only one ${kind} at a time`);
  if (count > MAX_ALBUM) throw new PersonApiError(400, `an album has at most ${MAX_ALBUM} items`);
}

function cut(text: string): string[] {
  const characters = [...text];
  const count = Math.ceil(characters.length / MAX_TEXT);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * MAX_TEXT, (index + 1) * MAX_TEXT).join(''),
  );
}

/** Browsers record voice as WebM or MP4; Telegram's apps always send OGG/Opus. */
async function recorded(file: Upload): Promise<Upload> {
  if (file.bytes.length === 0 || isOgg(file.bytes)) return file;
  const bytes = await toVoiceNote(file.bytes);
  if (!bytes) throw new PersonApiError(400, 'the file is no sound that can be a voice note');
  return { ...file, bytes };
}
