// A bare telegraf bot: repeats what it is told, keeps nothing.
import { Telegraf } from 'telegraf';

const { TELEGRAM_API_ROOT: apiRoot, TELEGRAM_BOT_TOKEN: token } = process.env;
const bot = new Telegraf(token, { telegram: { apiRoot } });
bot.on('text', (context) => context.reply(context.message.text));
await bot.launch();
