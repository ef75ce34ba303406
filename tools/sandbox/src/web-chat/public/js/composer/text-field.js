import { byId } from '../page/dom.js';

const HIGHEST = 220;

/**
 * The text field: Enter sends, Shift+Enter breaks the line, it grows with its text.
 * On a touch screen Enter breaks the line, as people expect there.
 */
export class TextField {
  #field = byId('text', HTMLTextAreaElement);

  /**
   * @param {(text: string) => void} send
   * @param {() => void} changed
   */
  constructor(send, changed) {
    byId('composer', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.text === '') return;
      send(this.text);
      this.fill('');
      changed();
    });
    this.#field.addEventListener('keydown', (event) => this.#onKey(event));
    this.#field.addEventListener('input', () => {
      this.#grow();
      changed();
    });
  }

  get text() {
    return this.#field.value.trim();
  }

  /** @param {string} text */
  fill(text) {
    this.#field.value = text;
    this.#grow();
  }

  focus() {
    if (!matchMedia('(pointer: coarse)').matches) this.#field.focus();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    if (matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    this.#field.form?.requestSubmit();
  }

  #grow() {
    this.#field.style.height = 'auto';
    this.#field.style.height = `${Math.min(this.#field.scrollHeight, HIGHEST)}px`;
  }
}
