import { eventually } from '@aisha/testing';
import { chooseNewAvatar, welcomed } from './harness/journeys';
import { type Person, words } from './harness/person';
import { photos } from './harness/samples';
import { Stack } from './harness/stack';

const ASKED = /Before you send a photo|The photo is not taken yet/;

describe('consent before the first photo', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());

  const idOf = async (person: Person) => {
    const sql = 'select id from users where telegram_id = $1';
    return (await stack.rows<{ id: string }>(sql, [person.id]))[0]!.id;
  };
  const consentedAt = async (person: Person) => {
    const sql = 'select consented_at as at from users where telegram_id = $1';
    return (await stack.rows<{ at: Date | null }>(sql, [person.id]))[0]?.at ?? null;
  };
  /** What the product keeps of what a person sent. */
  const keptOf = async (person: Person) => {
    const id = await idOf(person);
    const files = await stack.rows('select 1 from incoming_files where owner_id = $1', [id]);
    const objects = await stack.bucket.keys('');
    return [files.length, objects.filter((key) => key.includes(id)).length];
  };
  const screens = async (person: Person) =>
    (await person.answers()).filter((message) => ASKED.test(words(message)));
  /** Waits until everything that was sent before this is answered. */
  const heardAll = async (person: Person) => {
    await person.say('/balance');
    await person.hears('You have');
  };
  /** A person from before there was consent, with a draft that was begun or an avatar that is ready. */
  const fromBefore = async (status: 'draft' | 'ready') => {
    const person = await welcomed(stack);
    await stack.rows(
      `insert into avatars (owner_id, name, gender, status, kind, trigger_phrase, ready_at)
       values ($1, 'Old', 'female', $2, 'trained', 'TOK', now())`,
      [await idOf(person), status],
    );
    return person;
  };

  it('should be asked for in Russian, and lead on to what was wanted', async () => {
    const person = await welcomed(stack, 'ru');
    await person.say('/avatars');
    await person.press(/Новый аватар/);
    const asked = words(await person.hears('Прежде чем прислать фото'));
    for (const fact of ['удаляется сразу', 'через 7 дней', 'FAL', 'OpenAI', 'совершеннолетние']) {
      expect(asked).toContain(fact);
    }
    expect(await consentedAt(person)).toBeNull();
    await person.press(/Согласен/);
    await person.hears('Какой аватар сделаем?');
    expect(await consentedAt(person)).not.toBeNull();
  });

  it('should be asked for in English, once only', async () => {
    const person = await welcomed(stack);
    await chooseNewAvatar(person);
    const first = await consentedAt(person);
    await person.say('/avatars');
    await person.press(/New avatar/);
    await person.hears('Which avatar shall we make');
    await person.press(/Trained/);
    await person.say('Anna');
    await person.press(/A woman/);
    await person.hears('Anna: photos');
    await person.send('photo', await photos(1));
    await person.hears('Photos accepted: 1');
    expect(await consentedAt(person)).toEqual(first);
    expect(await screens(person)).toHaveLength(0); // it gave way to what came next
  });

  it('should be refused without anything stored, and asked for again', async () => {
    const person = await welcomed(stack);
    await person.say('/avatars');
    await person.press(/New avatar/);
    await person.hears('Before you send a photo');
    await person.press('No');
    await person.hears('Nothing was stored');
    await person.send('photo', await photos(1));
    await person.hears('The photo is not taken yet');
    await heardAll(person);
    expect(await keptOf(person)).toEqual([0, 0]);
    expect(await consentedAt(person)).toBeNull();
    await person.say('/avatars');
    await person.press(/New avatar/);
    await person.hears('Before you send a photo');
  });

  it('should be given however often it is tapped, and not be taken back by an old "no"', async () => {
    const person = await welcomed(stack);
    const asked = async () => {
      const before = (await screens(person)).length;
      await person.say('/avatars');
      await person.press(/New avatar/);
      await eventually(async () => expect(await screens(person)).toHaveLength(before + 1));
      return (await screens(person)).at(-1)!;
    };
    const [old, last] = [await asked(), await asked()];
    const dataOf = ({ buttons }: typeof old, label: RegExp) =>
      buttons!.flat().find(({ text }) => label.test(text))!.callbackData!;
    const agree = dataOf(last, /I agree/);
    await Promise.all([1, 2].map(() => person.pressData(last.messageId, agree)));
    await person.hears('Which avatar shall we make');
    const first = await consentedAt(person);
    expect(first).not.toBeNull();
    expect(await person.pressData(old.messageId, dataOf(old, /^No$/))).toContain('out of date');
    await person.pressData(old.messageId, dataOf(old, /I agree/));
    await heardAll(person);
    expect(await consentedAt(person)).toEqual(first);
  });

  it('should be asked of a person with a draft for a whole album at once, of which nothing is kept', async () => {
    const person = await fromBefore('draft');
    const chatId = person.id;
    await stack.rows(
      `insert into sessions (bot_id, chat_id, state) values ($1, $2, '{"screen":"avatar-photos"}')
       on conflict (bot_id, chat_id) do update set state = excluded.state`,
      [stack.botId, chatId],
    );
    await person.send('photo', await photos(10));
    await person.hears('The photo is not taken yet');
    await heardAll(person);
    expect(await screens(person)).toHaveLength(1);
    expect(await keptOf(person)).toEqual([0, 0]);
    await person.press(/I agree/);
    await person.hears('Old: photos');
    await person.send('photo', await photos(2));
    await person.hears('Photos accepted: 2');
    expect((await keptOf(person))[0]).toBe(2);
  });

  it('should be asked of a person with a draft before they go on with it', async () => {
    const person = await fromBefore('draft');
    await person.say('/avatars');
    await person.press(/New avatar/);
    await person.hears('Before you send a photo');
    await person.press(/I agree/);
    await person.hears('Old: photos');
  });

  it.each([
    ['starts a picture', async (person: Person) => person.send('photo', await photos(1), 'at sea')],
    [
      'is to be put into words',
      async (person: Person) => void (await person.press(/Words from a photo/)),
    ],
    [
      'is asked for to start from',
      async (person: Person) => void (await person.press('📷 From a photo')),
    ],
  ])('should be asked for when a photo %s', async (_what, go) => {
    const person = await fromBefore('ready');
    await person.say('/picture');
    await person.hears('Describe the scene');
    await go(person);
    await person.hears(ASKED);
    await heardAll(person);
    expect(await keptOf(person)).toEqual([0, 0]);
    await person.press(/I agree/);
    await person.hears('Send a photo');
    await person.send('photo', await photos(1));
    await eventually(async () => expect((await keptOf(person))[0]).toBe(1));
    expect(await screens(person)).toHaveLength(0);
  });

  it('should be asked for before a new training, and before words alone never', async () => {
    const person = await fromBefore('ready');
    await person.say('/picture');
    await person.hears('Describe the scene');
    await person.say('on a boat');
    await person.hears(/on a boat[\s\S]*price/);
    expect(await screens(person)).toHaveLength(0);
    await person.say('/avatars');
    await person.press(/Old/);
    await person.press(/Train anew/);
    await person.hears('Before you send a photo');
    await person.press(/I agree/);
    await person.hears('Old: photos');
  });
});
