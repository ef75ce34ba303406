import type { ChatMessage } from '@aisha/sandbox';
import { eventually } from '@aisha/testing';
import sharp from 'sharp';
import { askForPicture, beginOrder, choose, withAvatar } from './harness/journeys';
import { type Person, words } from './harness/person';
import { photos } from './harness/samples';
import { Stack } from './harness/stack';

interface FalRequest {
  endpoint: string;
  input: Record<string, unknown>;
}

/** What is left of 500 credits after a training. */
const START = 350;

describe('pictures', () => {
  let stack: Stack;
  let person: Person;
  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.close());
  afterEach(() => stack.clearFaults());
  beforeEach(async () => {
    person = await withAvatar(stack);
  });

  const requests = async () =>
    (await (await fetch(new URL('/_sandbox/requests', stack.urls.fal))).json()) as FalRequest[];
  const lastTo = async (endpoint: string) =>
    (await requests()).findLast((request) => request.endpoint === endpoint)!;
  const heardPictures = async () =>
    (await person.answers()).filter(
      ({ media, caption }) => media && /Balance:/.test(caption ?? ''),
    );
  const seesPictures = (count: number) =>
    eventually(async () => expect(await heardPictures()).toHaveLength(count), {
      timeoutMs: 30_000,
    });
  /** Pixels of what is stored: in a chat Telegram shows 1280 at most. */
  const sizeOf = async (key: string) => {
    const { width, height } = await sharp(await stack.bucket.read(key)).metadata();
    return [width, height];
  };
  const balanceIs = (credits: number) =>
    eventually(async () => expect(await stack.balance(person)).toBe(credits));
  /** Presses a button of a message several times at once. */
  const tapAtOnce = async (message: ChatMessage, label: RegExp, times = 3) => {
    const found = message.buttons!.flat().find(({ text }) => label.test(text))!;
    const tap = () => person.pressData(message.messageId, found.callbackData!);
    return Promise.all(Array.from({ length: times }, tap));
  };
  const pictureRows = () =>
    stack.rows<{ kind: string; seed: string; object_key: string | null; thumb_key: string }>(
      `select i.* from images i join users u on u.id = i.owner_id where u.telegram_id = $1
       order by i.created_at`,
      [person.id],
    );

  it('should come four at a time, with what was blanked out refunded and explained', async () => {
    await beginOrder(person, 'on a boat at sunset');
    await choose(person, '4');
    await choose(person, '16:9');
    await choose(person, 'Best');
    await stack.order('fal', { on: 'image', times: 1, action: { kind: 'blacken' } });
    await person.press(/Draw · 20/);
    const sum = await person.hears('Ready: 3 of 4');
    expect(words(sum)).toContain('blacked the picture out');
    expect(words(sum)).toContain('Credits returned: 5');
    await seesPictures(3);
    expect(await stack.balance(person)).toBe(START - 15);
    const rows = await pictureRows();
    for (const { object_key: key, thumb_key: thumb } of rows.filter(
      ({ object_key }) => object_key,
    )) {
      expect(await sizeOf(key!)).toEqual([1312, 736]);
      expect(await sizeOf(thumb)).toEqual([320, 180]);
    }
    expect((await lastTo('fal-ai/flux-lora')).input).toMatchObject({ num_inference_steps: 40 });
    const seeds = rows.map(({ seed }) => Number(seed)).sort((a, b) => a - b);
    expect(seeds).toEqual([0, 1, 2, 3].map((at) => seeds[0]! + at));

    // The next order begins with what was chosen: one tap is enough, or two for another number.
    await beginOrder(person, 'on a bicycle');
    const screen = await person.hears('on a bicycle');
    const labels = screen.buttons!.flat().map(({ text }) => text);
    expect(labels).toEqual(expect.arrayContaining(['✓ 16:9', '✓ 4', '✓ Best', '🖌 Draw · 20 💎']));
  });

  it('should be drawn and charged once when Draw is pressed several times at once', async () => {
    await beginOrder(person, 'in a double mood');
    await choose(person, '2');
    const answers = await tapAtOnce(await person.hears('in a double mood'), /Draw ·/);
    expect(answers.filter((answer) => answer?.includes('out of date'))).toHaveLength(2);
    await person.hears('Ready: 2 of 2');
    expect(await stack.balance(person)).toBe(START - 10);
    expect(await pictureRows()).toHaveLength(2);
  });

  it('should name the missing credits, and draw fewer by the same screen', async () => {
    await stack.rows(
      `with spender as (select id from users where telegram_id = $1),
         move as (insert into ledger_transactions (key, kind, user_id)
           select 'spent-' || id, 'grant', id from spender returning id, user_id)
       insert into ledger_postings (transaction_id, account_id, amount)
         select move.id, a.id, case when a.kind = 'available' then -340 else 340 end
         from move join ledger_accounts a on (a.kind = 'available' and a.user_id = move.user_id)
           or (a.kind = 'grants' and a.user_id is null) order by a.user_id nulls last`,
      [person.id],
    );
    await beginOrder(person, 'a rich picture');
    await choose(person, '4');
    await person.press(/Draw · 20/);
    expect(words(await person.hears('Not enough credits'))).toContain('10 are missing');
    await person.say('a rich picture again');
    await person.hears('a rich picture again');
    await choose(person, '2');
    await person.press(/Draw · 10/);
    await person.hears('Ready: 2 of 2');
    expect(await stack.balance(person)).toBe(0);
  });

  it('should be repeated, varied and enlarged, each charged once', async () => {
    await askForPicture(person, 'on a mountain', '1:1');
    await seesPictures(1);
    const [picture] = await heardPictures();
    for (const [label, cost] of [
      [/One more/, 10],
      [/Variation/, 15],
      [/×2/, 20],
    ] as const) {
      await stack.order('fal', { on: 'image', times: 1, action: { kind: 'slow', ms: 500 } });
      const answers = await tapAtOnce(picture!, label);
      expect(answers.filter((answer) => answer?.includes('already'))).toHaveLength(2);
      await seesPictures(cost / 5);
      await balanceIs(START - cost);
    }
    expect(words(await person.hears('Twice as large'))).toContain('on a mountain');
    expect(await sizeOf((await pictureRows()).at(-1)!.object_key!)).toEqual([2048, 2048]);
    expect((await lastTo('fal-ai/flux-lora/image-to-image')).input).toMatchObject({
      strength: 0.5,
    });
    expect(await tapAtOnce(picture!, /×2/, 1)).toEqual([expect.stringContaining('already')]);
    expect((await pictureRows()).map(({ kind }) => kind)).toEqual([
      'new',
      'new',
      'variation',
      'upscale',
    ]);
    // The first picture stays where it was.
    expect((await heardPictures())[0]!.messageId).toBe(picture!.messageId);
  });

  it('should be drawn in a style alone, which can be a favourite', async () => {
    await person.say('/picture');
    await person.press(/Choose a style/);
    await person.press(/Cinema/);
    await person.press(/Film noir/);
    await eventually(async () =>
      expect((await person.hears('Film noir')).media?.kind).toBe('photo'),
    );
    await person.press(/To favourites/);
    await person.press(/From favourites/);
    await person.press(/To favourites/);
    await person.hears('Film noir');
    await person.press(/Use this style/);
    await person.hears('In the chosen style');
    await person.press(/Draw ·/);
    await seesPictures(1);
    expect(words((await heardPictures())[0]!)).toContain('Film noir');
    const { prompt } = (await lastTo('fal-ai/flux-lora')).input;
    expect(prompt).toMatch(/^film noir still of TOK_\w+, a woman, rainy/);
    await person.press(/New picture/);
    await person.press(/Choose a style/);
    await person.press(/My favourites/);
    await person.press(/Film noir/);
  });

  it('should be told in English what was written in Russian, and show both', async () => {
    await beginOrder(person, 'на лодке на закате');
    await person.press(/Enhance: off/);
    await person.press(/Enhance: on/);
    await person.press(/Enhance: off/);
    await person.hears('на лодке на закате');
    await person.press(/Draw ·/);
    await seesPictures(1);
    expect(words((await heardPictures())[0]!)).toContain('на лодке на закате');
    const told = String((await lastTo('fal-ai/flux-lora')).input['prompt']);
    expect(told).toContain('na lodke na zakate');
    expect(told).not.toMatch(/\p{Script=Cyrillic}/u);
    await person.press(/Words$/);
    const both = words(await person.hears('Your words'));
    expect(both).toContain('на лодке на закате');
    expect(both).toContain('sandbox prompt');
  });

  it("should be drawn in the person's own words when there is no help with them", async () => {
    await stack.order('openai', { on: 'chat', times: 10, action: { kind: 'error', status: 400 } });
    await askForPicture(person, 'в горах зимой', '1:1');
    await seesPictures(1);
    expect(words((await heardPictures())[0]!)).toContain('could not be rewritten');
    expect(String((await lastTo('fal-ai/flux-lora')).input['prompt'])).toContain('в горах зимой');
    expect(await stack.balance(person)).toBe(START - 5);
  });

  it('should start from a photo, which goes when they are done', async () => {
    const [photo] = await photos(1);
    await person.say('/picture');
    await person.hears('Describe the scene');
    await person.send('photo', [photo!], 'as an old painting');
    await person.hears('starts from your photo');
    await eventually(async () => {
      await person.press(/Draw ·/);
      expect((await pictureRows()).length).toBe(1);
    });
    await seesPictures(1);
    expect((await lastTo('fal-ai/flux-lora/image-to-image')).input).toMatchObject({
      strength: 0.75,
    });
    await eventually(async () =>
      expect(
        await stack.rows(
          `select 1 from incoming_files f join users u on u.id = f.owner_id
           where u.telegram_id = $1 and purpose = 'picture-source' and status <> 'removed'`,
          [person.id],
        ),
      ).toHaveLength(0),
    );
    expect(await stack.balance(person)).toBe(START - 5);
  });

  it('should be drawn from the words for a photo', async () => {
    const [photo] = await photos(1);
    await person.say('/picture');
    await person.press(/Words from a photo/);
    await person.hears('Send a photo');
    await person.send('document', [photo!]);
    const described = await person.hears('In words:');
    expect(words(described)).toContain('like in the attached picture');
    await person.press(/Use these words/);
    await person.hears(/like in the attached picture[\s\S]*price/);
    await person.press(/Draw ·/);
    await seesPictures(1);
    expect(String((await lastTo('fal-ai/flux-lora')).input['prompt'])).toContain('sandbox prompt');
  });
});
