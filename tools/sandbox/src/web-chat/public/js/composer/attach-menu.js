/** @import {IconName} from '../page/icons.js' */
/** @import {Words} from '../page/words.js' */
/** @import {Wish} from './attachments.js' */
import { byId, el } from '../page/dom.js';
import { icon } from '../page/icons.js';
import { wireMenu } from '../page/menu.js';
import { ACCEPT } from './attachments.js';

/** @type {Wish[]} */
const WISHES = ['picture', 'document', 'audio', 'voice', 'video_note'];

/** @typedef {(files: File[], wish?: Wish) => void} PickFiles */

/** @param {PickFiles} picked */
export function wireAttachMenu(picked) {
  const list = byId('attach-menu');
  wireMenu(byId('attach', HTMLButtonElement), list);
  const input = byId('file-input', HTMLInputElement);
  /** @type {Wish} */
  let wish = 'document';
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.value = '';
    if (files.length > 0) picked(files, wish);
  });
  /** @param {Wish} chosen */
  const choose = (chosen) => {
    wish = chosen;
    input.accept = ACCEPT[chosen];
    input.click();
  };
  /** @param {Words} words */
  return (words) => list.replaceChildren(...WISHES.map((one) => item(one, words, choose)));
}

/**
 * @param {Wish} wish
 * @param {Words} words
 * @param {(wish: Wish) => void} choose
 */
function item(wish, words, choose) {
  const onclick = () => choose(wish);
  const label = words.attachKinds[wish];
  return el(
    'button',
    { role: 'menuitem', type: 'button', 'data-wish': wish, onclick },
    icon(wish),
    label,
  );
}
