/** @import {ChatButton, ChatMessage} from '../../../../telegram/person-api.types' */
/** @import {PersonApi} from '../api/person-api.js' */
/** @import {Words} from '../page/words.js' */
import { showAlert, showToast } from '../page/notices.js';
import { safeHref } from '../text/entity-view.js';

/**
 * Presses an inline button and shows what the bot answers: nothing, a toast, an alert, or an address to open.
 * @param {PersonApi} api
 * @param {number} personId
 * @param {ChatMessage} message
 * @param {ChatButton} button
 * @param {Words} words
 */
export async function pressButton(api, personId, { messageId }, button, words) {
  try {
    if (button.pay) await pay(api, personId, messageId, words);
    else if (button.callbackData === undefined) showToast(words.deadButton);
    else await askBot(api, personId, messageId, button.callbackData, words);
  } catch {
    showToast(words.failed);
  }
}

/**
 * @param {PersonApi} api
 * @param {number} personId
 * @param {number} messageId
 * @param {string} data
 * @param {Words} words
 */
async function askBot(api, personId, messageId, data, words) {
  const { answer } = await api.press(personId, messageId, data);
  if (!answer) return showToast(words.noAnswer);
  const address = answer.url && safeHref(answer.url);
  if (address) window.open(address, '_blank', 'noopener');
  if (!answer.text) return;
  if (answer.showAlert) showAlert(answer.text, words.ok);
  else showToast(answer.text);
}

/**
 * @param {PersonApi} api
 * @param {number} personId
 * @param {number} messageId
 * @param {Words} words
 */
async function pay(api, personId, messageId, words) {
  const result = await api.pay(personId, messageId);
  if (result.outcome === 'refused')
    showAlert(`${words.paymentRefused}: ${result.reason}`, words.ok);
  if (result.outcome === 'timeout') showToast(words.paymentTimeout);
}
