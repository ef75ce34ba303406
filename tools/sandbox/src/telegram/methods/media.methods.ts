import { z } from 'zod';
import { badRequest } from '../bot-api.error';
import { newMediaGroupId } from '../media/media-group-id';
import { mediaKinds, type MediaFields } from '../wire.types';
import type { MediaKind } from '../person-api.types';
import type { BotMethod, BotMethods, MethodCall } from './bot-method.types';
import { declaredTraits, inputMedia, resolveMedia } from './input-media';
import { captionFields } from '../text/formatted-text';
import { post, textInput } from './outgoing-message';
import { writableChat } from './target-chat';

const groupKinds = ['photo', 'document', 'audio', 'video'] as const satisfies readonly MediaKind[];
const number = z.number().optional();
const text = z.string().optional();

/** One item of sendMediaGroup or editMessageMedia. */
export const mediaItem = z.looseObject({
  type: z.enum(groupKinds),
  media: z.string(),
  caption: text,
  parse_mode: text,
  duration: number,
  width: number,
  height: number,
  performer: text,
  title: text,
});
export type MediaItem = z.infer<typeof mediaItem>;

/** The fields of a message that shows this item, its caption included. */
export async function itemFields({ world, params }: MethodCall, item: MediaItem) {
  const caption = captionFields({ text: item.caption ?? '', parseMode: item.parse_mode });
  const numbers = new Map(Object.entries(item).filter(([, value]) => typeof value === 'number'));
  const declared = declaredTraits(
    (name) => numbers.get(name) as number | undefined,
    (name) => (name === 'title' || name === 'performer' ? item[name] : undefined),
  );
  const input = { kind: item.type, source: item.media, upload: undefined, declared };
  return { ...(await resolveMedia(world, params, input)), ...caption };
}

const send =
  (kind: MediaKind): BotMethod =>
  async (call) => {
    writableChat(call.world, call.params);
    const caption = kind === 'video_note' ? {} : captionFields(textInput(call.params, 'caption'));
    const media = await resolveMedia(call.world, call.params, inputMedia(call.params, kind));
    return post(call, { ...media, ...caption });
  };

const methodName = (kind: MediaKind) =>
  `send_${kind}`.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

async function sendMediaGroup(call: MethodCall) {
  writableChat(call.world, call.params);
  const items = call.params.json('media', z.array(mediaItem), 'InputMedia') ?? [];
  if (items.length < 2 || items.length > 10) {
    throw badRequest('there must be 2-10 media items in the album');
  }
  checkMix(items);
  const contents = await Promise.all(items.map((item) => itemFields(call, item)));
  const media_group_id = newMediaGroupId();
  return contents.map((content: MediaFields) => post(call, { media_group_id, ...content }));
}

function checkMix(items: MediaItem[]) {
  for (const kind of ['document', 'audio'] as const) {
    const count = items.filter(({ type }) => type === kind).length;
    if (count > 0 && count < items.length) {
      throw badRequest(`${kind} can't be mixed with other media types`);
    }
  }
}

/** Methods that send files. */
export const mediaMethods: BotMethods = {
  ...Object.fromEntries(mediaKinds.map((kind) => [methodName(kind), send(kind)])),
  sendMediaGroup,
};
