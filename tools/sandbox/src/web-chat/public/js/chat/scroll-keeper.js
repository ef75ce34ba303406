/** Closer to the bottom than this (CSS pixels) counts as reading the newest message. */
const NEAR = 80;

/**
 * Keeps a chat at its newest message, also while pictures load or the window changes, until the person
 * scrolls up; then it counts what arrives and offers a way down.
 */
export class ScrollKeeper {
  #view;
  #button;
  #badge;
  #unseen = 0;
  #following = true;
  #top = 0;

  /**
   * @param {HTMLElement} view the scrolling element
   * @param {HTMLElement} content
   * @param {HTMLButtonElement} button
   * @param {HTMLElement} badge the number of new messages on the button
   */
  constructor(view, content, button, badge) {
    this.#view = view;
    this.#button = button;
    this.#badge = badge;
    const observer = new ResizeObserver(() => this.#settle());
    observer.observe(content);
    observer.observe(view);
    view.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    button.addEventListener('click', () => this.toBottom('smooth'));
  }

  /** Counts a message that arrived while the person reads further up. */
  arrived() {
    if (this.#following) return;
    this.#unseen += 1;
    this.#show();
  }

  /** @param {ScrollBehavior} [behavior] */
  toBottom(behavior = 'instant') {
    this.#following = true;
    this.#view.scrollTo({ top: this.#view.scrollHeight, behavior });
    this.#show();
  }

  #settle() {
    if (this.#following) this.#view.scrollTop = this.#view.scrollHeight;
    else this.#show();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#view;
    // A chat that grew leaves us far from its bottom as well; only a way up is the person's own.
    const wentUp = scrollTop < this.#top;
    this.#top = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.#following = true;
    else if (wentUp) this.#following = false;
    this.#show();
  }

  #show() {
    if (this.#following) this.#unseen = 0;
    this.#button.hidden = this.#following;
    this.#badge.hidden = this.#unseen === 0;
    this.#badge.textContent = String(this.#unseen);
  }
}
