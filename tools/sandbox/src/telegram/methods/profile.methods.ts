import { z } from 'zod';
import { badRequest } from '../bot-api.error';
import type { CallParams } from '../server/call-params';
import type { BotMethods, MethodCall } from './bot-method.types';
import { targetChat } from './target-chat';

const MAX_DOWNLOAD_BYTES = 20 << 20;
const MAX_COMMANDS = 100;
const commandList = z.array(z.object({ command: z.string(), description: z.string() }));
const scopeSchema = z.looseObject({ type: z.string() });
const profileTexts: [method: string, field: string, maxLength: number][] = [
  ['MyName', 'name', 64],
  ['MyDescription', 'description', 512],
  ['MyShortDescription', 'short_description', 120],
];

/** Who the bot is, what it shows of itself, and where a file or chat is to be found. */
export const profileMethods: BotMethods = {
  getMe: ({ world }) => ({
    ...world.bot.user,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
  getChat: ({ world, params }) => ({
    ...targetChat(world, params).chat,
    accent_color_id: 0,
    max_reaction_count: 11,
  }),
  getFile: ({ world, params }) => {
    const file = world.files.find(params.text('file_id') ?? '');
    if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
    if (file.size > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
    const { fileId, uniqueId, size, path } = file;
    return { file_id: fileId, file_unique_id: uniqueId, file_size: size, file_path: path };
  },
  getMyCommands: ({ world, params }) => world.bot.commands(audience(params)),
  setMyCommands,
  deleteMyCommands: ({ world, params }) => {
    world.bot.setCommands(audience(params), []);
    return true;
  },
  ...Object.assign({}, ...profileTexts.map(textMethods)),
};

function setMyCommands({ world, params }: MethodCall) {
  const commands = params.json('commands', commandList, 'commands list') ?? [];
  if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description === '' || description.length > 256) {
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    }
  }
  world.bot.setCommands(audience(params), commands);
  return true;
}

function audience(params: CallParams) {
  const scope = params.json('scope', scopeSchema, 'BotCommandScope');
  const isDefault = !scope || scope.type === 'default';
  const languageCode = params.text('language_code') ?? '';
  return { scope: isDefault ? '' : JSON.stringify(scope), languageCode };
}

function textMethods([method, field, maxLength]: [string, string, number]): BotMethods {
  const key = (params: CallParams) => `${field}:${params.text('language_code') ?? ''}`;
  return {
    [`get${method}`]: ({ world, params }) => ({ [field]: world.bot.text(key(params)) }),
    [`set${method}`]: ({ world, params }) => {
      const text = params.text(field) ?? '';
      if (text.length > maxLength) throw badRequest(`${field} is too long`);
      world.bot.setText(key(params), text);
      return true;
    },
  };
}
