/** @import {NewPerson} from '../../../../telegram/person-api.types' */
import { byId } from '../page/dom.js';

/**
 * The dialog that makes up a new person.
 * @param {(person: NewPerson) => Promise<boolean>} create false keeps the dialog open
 */
export function wirePersonDialog(create) {
  const dialog = byId('person-dialog', HTMLDialogElement);
  const form = byId('person-form', HTMLFormElement);
  byId('person-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const firstName = String(data.get('name') ?? '').trim();
    if (firstName === '') return;
    void create({ firstName, languageCode: String(data.get('language')) }).then(
      (done) => done && dialog.close(),
    );
  });
  return () => {
    form.reset();
    dialog.showModal();
  };
}
