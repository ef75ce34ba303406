// A bare grammY bot on its concurrent runner: repeats what it is told, keeps nothing.
import { run } from '@grammyjs/runner';
import { Bot } from 'grammy';

const { TELEGRAM_API_ROOT: apiRoot, TELEGRAM_BOT_TOKEN: token } = process.env;
const bot = new Bot(token, { client: { apiRoot } });
bot.on('message:text', (context) => context.reply(context.message.text));
run(bot);
