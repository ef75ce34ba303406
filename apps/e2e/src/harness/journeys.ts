import { eventually } from '@aisha/testing';
import { type Person, words } from './person';
import { photos } from './samples';
import type { Stack } from './stack';

/** A person who has said hello. */
export async function welcomed(
  stack: Pick<Stack, 'newPerson'>,
  language: 'ru' | 'en' = 'en',
): Promise<Person> {
  const person = await stack.newPerson(language);
  await person.say('/start');
  await person.hears(language === 'ru' ? 'Здравствуйте' : 'Hello');
  return person;
}

/** Up to the choice of a kind; the first time with the consent to photos. */
export async function chooseNewAvatar(person: Person): Promise<void> {
  await person.say('/avatars');
  await person.press(/New avatar/);
  const asked = await person.hears(/Before you send a photo|Which avatar shall we make/);
  if (!words(asked).includes('Before you send a photo')) return;
  await person.press(/I agree/);
  await person.hears('Which avatar shall we make');
}

/** Up to the moment when photos are expected, one for an instant avatar. */
export async function beginAvatar(
  person: Person,
  name = 'Anna',
  kind: 'Instant' | 'Trained' = 'Trained',
): Promise<void> {
  await chooseNewAvatar(person);
  await person.press(new RegExp(kind));
  await person.hears('What shall we call the avatar?');
  await person.say(name);
  await person.press(/A woman/);
  await person.hears(kind === 'Trained' ? `${name}: photos` : `${name}: one photo`);
}

/** Up to the review screen, with ten photos in two albums. */
export async function reviewAvatar(person: Person, name = 'Anna'): Promise<void> {
  await beginAvatar(person, name);
  const ten = await photos(10);
  await person.send('photo', ten.slice(0, 6));
  await person.send('photo', ten.slice(6));
  await person.hears('Photos accepted: 10 of 10');
  await person.press(/Continue/);
  await person.hears('Please check');
}

/** From the review screen, or from a failure, to the start of a training. */
export async function startTraining(
  person: Person,
  { button = /Start training/, preset = /Balanced/ } = {},
): Promise<void> {
  await person.press(button);
  await person.hears('how shall it learn?');
  await person.press(preset);
}

/** A person with a trained avatar. */
export async function withAvatar(stack: Pick<Stack, 'newPerson'>, name = 'Anna'): Promise<Person> {
  const person = await welcomed(stack);
  await reviewAvatar(person, name);
  await startTraining(person);
  await person.hears('the avatar is ready');
  return person;
}

/** Up to the screen of an order, where everything is chosen. */
export async function beginOrder(person: Person, prompt: string): Promise<void> {
  await person.say('/picture');
  await person.hears('Describe the scene');
  await person.say(prompt);
  await person.hears(prompt);
}

/** Asks for a picture and waits until it is asked for. */
export async function askForPicture(person: Person, prompt: string, ratio: string): Promise<void> {
  await beginOrder(person, prompt);
  await choose(person, ratio);
  await person.press(/Draw ·/);
}

/** Presses a choice of an order and waits until it is marked, whatever else is said meanwhile. */
export async function choose(person: Person, label: string): Promise<void> {
  const choice = new RegExp(`^(✓ )?${label}$`);
  await person.press(choice);
  await eventually(async () => {
    const shown = (await person.answers())
      .map(({ buttons }) => (buttons ?? []).flat().map(({ text }) => text))
      .findLast((labels) => labels.some((each) => choice.test(each)));
    if (!shown?.includes(`✓ ${label}`)) throw new Error(`${label} is not chosen: ${shown?.join()}`);
  });
}
