import { byId, el } from './dom.js';

const TOAST_MS = 4000;

/**
 * A short notice that leaves by itself, as Telegram shows the answer to a press.
 * @param {string} text
 */
export function showToast(text) {
  const toast = el('div', { class: 'toast' }, text);
  byId('toasts').replaceChildren(toast);
  setTimeout(() => toast.remove(), TOAST_MS);
}

/**
 * A notice that stays until it is read (`show_alert` of a callback answer).
 * @param {string} text
 * @param {string} ok the word on its button
 */
export function showAlert(text, ok) {
  const dialog = el(
    'dialog',
    {
      class: 'dialog alert',
      role: 'alertdialog',
      'aria-label': text,
      onclose: () => dialog.remove(),
    },
    el('p', { class: 'alert-text' }, text),
    el(
      'form',
      { method: 'dialog', class: 'dialog-actions' },
      el('button', { class: 'text-button' }, ok),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}
