/** @import {Person} from '../../../../telegram/person-api.types' */

const STORED = 'last-person';

/**
 * The person that the address names. On a wide screen, where both columns stand side by side, an address
 * without one means the person of last time.
 * @param {readonly Person[]} people
 */
export function chosenPerson(people) {
  const named = /^#\/people\/(\d+)$/.exec(location.hash)?.[1];
  const wide = matchMedia('(min-width: 721px)').matches;
  const id = named ?? (wide ? localStorage.getItem(STORED) : null);
  const person = people.find((one) => String(one.id) === id);
  return person ?? (wide ? people[0] : undefined);
}

/** @param {Person} person */
export function choosePerson({ id }) {
  location.hash = `#/people/${id}`;
}

/** @param {Person} person */
export function rememberPerson({ id }) {
  localStorage.setItem(STORED, String(id));
}
