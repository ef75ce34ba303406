/** @import {Person} from '../../../../telegram/person-api.types' */
/** @import {Words} from '../page/words.js' */
/** @import {Glance} from './people-watch.js' */
import { el } from '../page/dom.js';
import { clockTime, dayKey, dayLabel } from '../text/format.js';
import { avatar } from './avatar.js';
import { previewOf } from './preview.js';

/**
 * @typedef {object} PeopleView
 * @property {readonly Person[]} people
 * @property {number | undefined} selectedId
 * @property {(personId: number) => Glance} glance
 * @property {Words} words
 * @property {string} language
 */

/**
 * Draws the left column, the person with the newest message first.
 * @param {HTMLElement} list
 * @param {PeopleView} view
 */
export function showPeople(list, view) {
  const focused = document.activeElement?.closest('[data-person]')?.getAttribute('data-person');
  const newestFirst = view.people.toSorted(
    (one, other) => lastDate(other, view) - lastDate(one, view),
  );
  list.replaceChildren(...newestFirst.map((person) => entry(person, view)));
  if (view.people.length === 0) list.append(el('li', { class: 'nobody' }, view.words.nobody));
  const again = focused && list.querySelector(`[data-person="${focused}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/**
 * @param {Person} person
 * @param {PeopleView} view
 */
function lastDate({ id }, { glance }) {
  return glance(id).last?.date ?? 0;
}

/**
 * @param {Person} person
 * @param {PeopleView} view
 */
function entry(person, view) {
  const { id, firstName } = person;
  const { last, unread } = view.glance(id);
  const selected = id === view.selectedId;
  const link = el(
    'a',
    {
      class: 'person',
      href: `#/people/${id}`,
      'data-person': id,
      'aria-current': selected ? 'true' : null,
    },
    avatar(id, firstName),
    el('span', { class: 'person-name' }, firstName, languageTag(person)),
    last && el('time', { class: 'person-time' }, when(last.date, view.language)),
    el('span', { class: 'person-preview' }, previewOf(last, view.words)),
    unread > 0 && el('span', { class: 'badge' }, String(unread)),
  );
  return el('li', {}, link);
}

/** @param {Person} person */
function languageTag({ languageCode }) {
  return el('span', { class: 'language-tag' }, languageCode.slice(0, 2).toUpperCase());
}

/**
 * @param {number} date unix seconds
 * @param {string} language
 */
function when(date, language) {
  const today = dayKey(date) === dayKey(Date.now() / 1000);
  return today ? clockTime(date, language) : dayLabel(date, language);
}
