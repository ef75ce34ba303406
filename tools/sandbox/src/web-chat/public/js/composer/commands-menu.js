/** @import {BotCard} from '../../../../telegram/person-api.types' */
import { byId, el } from '../page/dom.js';
import { wireMenu } from '../page/menu.js';

/**
 * The "/" button: the commands that the bot has told Telegram. The returned function asks for them anew,
 * because a bot may set them after the page was opened; an open menu is left as it is.
 * @param {() => Promise<BotCard>} readBot
 * @param {(command: string) => void} send
 */
export function wireCommandsMenu(readBot, send) {
  const button = byId('commands', HTMLButtonElement);
  const list = byId('commands-menu');
  wireMenu(button, list);
  return async () => {
    const { commands } = await readBot();
    if (!list.hidden) return;
    button.hidden = commands.length === 0;
    list.replaceChildren(...commands.map((command) => item(command, send)));
  };
}

/**
 * @param {BotCard['commands'][number]} command
 * @param {(command: string) => void} send
 */
function item({ command, description }, send) {
  const onclick = () => send(`/${command}`);
  return el(
    'button',
    { role: 'menuitem', type: 'button', onclick },
    el('strong', {}, `/${command}`),
    el('span', {}, description),
  );
}
