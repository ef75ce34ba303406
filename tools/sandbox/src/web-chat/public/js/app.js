/** @import {BotCard, ChatMessage, NewPerson, Person} from '../../../telegram/person-api.types' */
import { PersonApi } from './api/person-api.js';
import { ChatPage } from './chat/chat-page.js';
import { Composer } from './composer/composer.js';
import { byId } from './page/dom.js';
import { showToast } from './page/notices.js';
import { speak, wordsFor } from './page/words.js';
import { avatar } from './people/avatar.js';
import { showPeople } from './people/people-list.js';
import { PeopleWatch } from './people/people-watch.js';
import { wirePersonDialog } from './people/person-dialog.js';
import { chosenPerson, choosePerson, rememberPerson } from './people/person-choice.js';

const LOOK_EVERY_MS = 4000;

/** The whole page: the people on the left, the chat of the chosen one on the right. */
export class App {
  #api = new PersonApi('/api');
  #spoken = wordsFor(navigator.language);
  /** @type {Person[]} */
  #people = [];
  /** @type {Person | undefined} */
  #person;
  #watch = new PeopleWatch(this.#api, () => this.#drawPeople());
  #chat = new ChatPage(this.#api, this.#spoken.words, {
    changed: (messages) => this.#chatChanged(messages),
    gone: () => void this.refresh(),
  });
  #composer = new Composer(
    {
      sendText: (text) => this.#chat.sender?.sendText(text),
      sendFiles: (...files) => this.#chat.sender?.sendFiles(...files),
      readBot: () => this.#api.bot(),
    },
    this.#spoken.words,
  );

  async start() {
    this.#speak();
    const openDialog = wirePersonDialog((person) => this.#create(person));
    for (const id of ['new-person', 'first-person']) byId(id).addEventListener('click', openDialog);
    byId('block').addEventListener('click', () => void this.#setBlocked(true));
    byId('unblock').addEventListener('click', () => void this.#setBlocked(false));
    window.addEventListener('hashchange', () => this.#select());
    await this.refresh();
    setInterval(() => !document.hidden && void this.#lookAround(), LOOK_EVERY_MS);
  }

  /** Finds people who were made elsewhere (another tab, a script), and what the bot wrote to the others. */
  async #lookAround() {
    const people = await this.#api.people().catch(() => this.#people);
    const known = this.#people.map(({ id }) => id);
    this.#people = [...this.#people, ...people.filter(({ id }) => !known.includes(id))];
    if (!this.#person && this.#people.length > known.length) this.#select();
    await this.#watch.look(this.#people.filter(({ id }) => id !== this.#person?.id));
    this.#drawPeople();
    await this.#composer.refreshCommands();
  }

  /** Reads bot and people anew and goes on with the chosen person, if there still is one. */
  async refresh() {
    try {
      const [bot, people] = await Promise.all([this.#api.bot(), this.#api.people()]);
      this.#showBot(bot);
      this.#people = people;
      this.#select();
      await this.#watch.look(people);
    } catch {
      showToast(this.#spoken.words.failed);
      setTimeout(() => void this.refresh(), 3000);
    }
  }

  #select() {
    const person = chosenPerson(this.#people);
    document.body.classList.toggle('in-chat', Boolean(person));
    byId('chat').hidden = !person;
    byId('welcome').hidden = Boolean(person);
    if (person && person !== this.#person) this.#open(person);
    else if (!person) this.#chat.close();
    this.#person = person;
    this.#drawPeople();
  }

  /** @param {Person} person */
  #open(person) {
    this.#spoken = wordsFor(person.languageCode);
    this.#speak();
    rememberPerson(person);
    this.#showBlocked(person);
    this.#chat.open(person, this.#spoken.language, this.#spoken.words);
    this.#composer.serve(person.id, this.#spoken.language, this.#spoken.words);
  }

  #speak() {
    speak(this.#spoken.language, this.#spoken.words);
  }

  /** @param {readonly ChatMessage[]} messages */
  #chatChanged(messages) {
    if (!this.#person) return;
    this.#composer.offerReplies(messages.findLast(({ keyboard }) => keyboard)?.keyboard ?? []);
    this.#watch.read(this.#person.id, messages.at(-1));
  }

  /** @param {NewPerson} newPerson */
  async #create(newPerson) {
    try {
      const person = await this.#api.createPerson(newPerson);
      this.#people = [...this.#people, person];
      choosePerson(person);
      return true;
    } catch {
      showToast(this.#spoken.words.failed);
      return false;
    }
  }

  /** @param {boolean} blocked */
  async #setBlocked(blocked) {
    if (!this.#person) return;
    const { id } = this.#person;
    const done = await this.#api.setBlocked(id, blocked).then(
      () => true,
      () => false,
    );
    if (!done) return showToast(this.#spoken.words.failed);
    this.#person.blocked = blocked;
    this.#showBlocked(this.#person);
  }

  /** @param {Person} person */
  #showBlocked({ blocked }) {
    byId('composer').hidden = blocked;
    byId('reply-keyboard').hidden = blocked;
    byId('blocked').hidden = !blocked;
    byId('block').hidden = blocked;
  }

  /** @param {BotCard} bot */
  #showBot({ id, firstName, username }) {
    byId('bot-name').textContent = firstName;
    byId('bot-name').title = `@${username}`;
    byId('bot-avatar').replaceChildren(avatar(id, firstName));
  }

  #drawPeople() {
    showPeople(byId('people'), {
      people: this.#people,
      selectedId: this.#person?.id,
      glance: (personId) => this.#watch.glance(personId),
      ...this.#spoken,
    });
  }
}
