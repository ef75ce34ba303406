import { en } from './words-en.js';
import { ru } from './words-ru.js';

/** @typedef {typeof en} Words */
/** @typedef {'ru' | 'en'} Language */

/**
 * The page's words in a person's language: Russian for `ru`, English for everyone else.
 * @param {string | undefined} languageCode IETF tag, as Telegram gives it
 * @returns {{language: Language, words: Words}}
 */
export function wordsFor(languageCode) {
  const isRussian = /^ru\b/i.test(languageCode ?? '');
  return isRussian ? { language: 'ru', words: ru } : { language: 'en', words: en };
}

/**
 * Puts the words into the static parts of the page: `data-word` is the text of an element,
 * `data-word-label` its accessible name and tooltip, `data-word-placeholder` its placeholder.
 * @param {Language} language
 * @param {Words} words
 * @param {HTMLElement} [root]
 */
export function speak(language, words, root = document.documentElement) {
  document.documentElement.lang = language;
  document.title = words.title;
  each(root, 'word', (element, word) => (element.textContent = word), words);
  each(
    root,
    'word-placeholder',
    (element, word) => element.setAttribute('placeholder', word),
    words,
  );
  each(root, 'word-label', labelled, words);
}

/**
 * @param {HTMLElement} root
 * @param {string} name
 * @param {(element: Element, word: string) => void} apply
 * @param {Words} words
 */
function each(root, name, apply, words) {
  for (const element of root.querySelectorAll(`[data-${name}]`)) {
    const key = element.getAttribute(`data-${name}`) ?? '';
    const word = Object.entries(words).find(([wordKey]) => wordKey === key)?.[1];
    if (typeof word === 'string') apply(element, word);
  }
}

/**
 * @param {Element} element
 * @param {string} word
 */
function labelled(element, word) {
  element.setAttribute('aria-label', word);
  if (element instanceof HTMLButtonElement) element.title = word;
}
