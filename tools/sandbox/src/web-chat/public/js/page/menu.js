/**
 * Turns a button and a list of buttons into a menu: opens and closes, arrow keys walk, Escape and a
 * click elsewhere close it and the focus goes back to the button.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} list with `role="menu"`; its buttons are the items
 */
export function wireMenu(button, list) {
  const close = () => setOpen(button, list, false);
  button.addEventListener('click', () => {
    setOpen(button, list, Boolean(list.hidden));
    if (!list.hidden) itemsOf(list)[0]?.focus();
  });
  list.addEventListener('click', close);
  list.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') moveFocus(event, list, 1);
    if (event.key === 'ArrowUp') moveFocus(event, list, -1);
    if (event.key !== 'Escape') return;
    close();
    button.focus();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !list.contains(target) && !button.contains(target)) close();
  });
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} list
 * @param {boolean} open
 */
function setOpen(button, list, open) {
  list.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} list
 * @param {1 | -1} step
 */
function moveFocus(event, list, step) {
  event.preventDefault();
  const items = itemsOf(list);
  const at = items.findIndex((item) => item === document.activeElement);
  items.at((at + step) % items.length)?.focus();
}

/** @param {HTMLElement} list */
function itemsOf(list) {
  return [...list.querySelectorAll('button')];
}
