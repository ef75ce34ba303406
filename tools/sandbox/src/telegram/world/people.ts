import { randomInt } from 'node:crypto';
import type { NewPerson, Person } from '../person-api.types';
import type { Chat, User } from '../wire.types';
import type { Recorder } from './change.types';

const FIRST_PERSON_ID = 100_000_001;
const LAST_PERSON_ID = 8_000_000_000;

/** The people of this world; each has one private chat with the bot under the same id. */
export class People {
  private readonly byId = new Map<number, Person>();

  constructor(private readonly record: Recorder) {}

  all(): Person[] {
    return [...this.byId.values()];
  }

  find(id: number) {
    return this.byId.get(id);
  }

  add(person: NewPerson): Person {
    const isFree = person.id !== undefined && !this.byId.has(person.id);
    const id = isFree ? person.id! : this.unusedId();
    return this.put({ ...person, id, blocked: false });
  }

  setBlocked(id: number, blocked: boolean) {
    const person = this.byId.get(id);
    if (person) this.put({ ...person, blocked });
  }

  restore(person: Person) {
    this.byId.set(person.id, person);
  }

  private put(person: Person) {
    this.restore(person);
    this.record({ kind: 'person', person });
    return person;
  }

  private unusedId(): number {
    const id = randomInt(FIRST_PERSON_ID, LAST_PERSON_ID);
    return this.byId.has(id) ? this.unusedId() : id;
  }
}

/** The person as the sender of an update. */
export const userOf = ({ id, firstName, username, languageCode }: Person): User => ({
  id,
  is_bot: false,
  first_name: firstName,
  ...(username && { username }),
  language_code: languageCode,
});

/** The person's private chat. */
export const chatOf = ({ id, firstName, username }: Person): Chat => ({
  id,
  first_name: firstName,
  ...(username && { username }),
  type: 'private',
});
