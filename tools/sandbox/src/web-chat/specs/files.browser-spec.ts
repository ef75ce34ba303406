import type { Message } from 'telegraf/types';
import type { Page } from 'playwright-core';
import { bubblesFrom, ChatRoom } from './chat-room.fixture';
import { FAKE_MICROPHONE } from './chromium.fixture';
import { picture, tone } from './sample-files.fixture';

let room: ChatRoom;
let received: Message[] = [];

beforeAll(async () => {
  room = await ChatRoom.open((bot) => {
    bot.on('message', async (ctx) => {
      received.push(ctx.message as Message);
      await ctx.reply(`got ${received.length}`);
    });
  }, FAKE_MICROPHONE);
});
beforeEach(() => {
  received = [];
});
afterAll(() => room.close());

async function attach(
  page: Page,
  item: string,
  files: { name: string; mimeType: string; buffer: Buffer }[],
) {
  await page.getByRole('button', { name: 'Attach' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  await (await chooser).setFiles(files);
}

const jpeg = async (name: string, colour: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await picture(colour),
});
const wav = { name: 'note.wav', mimeType: 'audio/wav', buffer: tone(4) };
const threeImages = `[...document.querySelectorAll('.bubble img')].filter(
  ({ naturalWidth }) => naturalWidth > 0).length === 3`;

it('should send three photos as one album with a caption, and show them as a grid', async () => {
  const { page } = await room.visit('Anna');
  const files = await Promise.all([
    jpeg('1.jpg', 'red'),
    jpeg('2.jpg', 'green'),
    jpeg('3.jpg', 'blue'),
  ]);
  await attach(page, 'Photo or video', files);
  await page.getByRole('textbox', { name: 'Caption' }).fill('my photos');
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
  await bubblesFrom(page, 'bot').getByText('got 3').waitFor();

  expect(
    new Set(received.map((message) => 'media_group_id' in message && message.media_group_id)).size,
  ).toBe(1);
  expect(received.every((message) => 'photo' in message)).toBe(true);
  const album = bubblesFrom(page, 'person');
  expect(await album.count()).toBe(1);
  expect(await album.getByText('my photos').count()).toBe(1);
  await page.waitForFunction(threeImages);
});

it('should show a photo large, walk on by arrow key and close by Escape', async () => {
  const { page } = await room.visit('Anna');
  await attach(page, 'Photo or video', [await jpeg('1.jpg', 'red'), await jpeg('2.jpg', 'green')]);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Photo' }).first().click();
  const large = page.getByRole('dialog', { name: 'Photo' }).getByRole('img');
  const first = await large.getAttribute('src');
  await page.keyboard.press('ArrowRight');
  expect(await large.getAttribute('src')).not.toBe(first);
  await page.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });
});

it('should send pictures as files when asked, with name and size', async () => {
  const { page } = await room.visit('Anna');
  await attach(page, 'Photo or video', [await jpeg('portrait.jpg', 'red')]);
  await page.getByText('File', { exact: true }).last().click();
  await page.keyboard.press('Enter');
  await bubblesFrom(page, 'person').getByText('portrait.jpg').waitFor();
  await bubblesFrom(page, 'bot').getByText('got 1').waitFor();
  expect(received[0]).toHaveProperty('document.file_name', 'portrait.jpg');
  expect(await bubblesFrom(page, 'person').locator('.file-size').innerText()).toMatch(/^\d+ KB$/);
});

it('should send a sound as a voice message, play it, seek in it and pause', async () => {
  const { page } = await room.visit('Anna');
  await attach(page, 'Voice message from a file', [wav]);
  await page.keyboard.press('Enter');
  await bubblesFrom(page, 'bot').getByText('got 1').waitFor();
  expect(received[0]).toHaveProperty('voice.duration', 4);

  const voice = bubblesFrom(page, 'person');
  await voice.getByRole('button', { name: 'Play' }).click();
  await voice.getByRole('button', { name: 'Pause' }).waitFor();
  await voice.getByRole('slider').click({ position: { x: 200, y: 10 } });
  await voice.locator('.waveform .played').nth(20).waitFor();
  await voice.getByRole('button', { name: 'Pause' }).click();
  await voice.getByRole('button', { name: 'Play' }).waitFor();
});

it('should record a voice message with the microphone', async () => {
  const { page } = await room.visit('Anna');
  await page.getByRole('button', { name: 'Record a voice message' }).click();
  await page.getByRole('timer').getByText('0:01').waitFor();
  await page.getByRole('button', { name: 'Send the recording' }).click();
  await bubblesFrom(page, 'bot').getByText('got 1').waitFor();
  expect(received[0]).toHaveProperty('voice.duration', expect.any(Number));
  expect(await page.getByRole('timer').isVisible()).toBe(false);
});

it('should throw a recording away on Escape', async () => {
  const { page } = await room.visit('Anna');
  await page.getByRole('button', { name: 'Record a voice message' }).click();
  await page.getByRole('timer').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
  expect(await bubblesFrom(page, 'person').count()).toBe(0);
});

it.each(['paste', 'drop'])('should take a picture by %s', async (way) => {
  const { page } = await room.visit('Anna');
  const bytes = (await picture('orange')).toString('base64');
  await page.evaluate(`{
    const bytes = Uint8Array.from(atob('${bytes}'), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], 'picture.jpg', { type: 'image/jpeg' }));
    const options = { clipboardData: files, dataTransfer: files, bubbles: true, cancelable: true };
    const Kind = '${way}' === 'paste' ? ClipboardEvent : DragEvent;
    document.querySelector('#chat').dispatchEvent(new Kind('${way}', options));
  }`);
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
  await bubblesFrom(page, 'bot').getByText('got 1').waitFor();
  expect(received[0]).toHaveProperty('photo');
});

it('should show a file of the bot as a document that can be downloaded', async () => {
  const { page, person } = await room.visit('Anna');
  await room.say(person, 'hello');
  const source = Buffer.from('minutes');
  await room.bot.telegram.sendDocument(person.id, { source, filename: 'minutes.md' });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download: minutes.md' }).click();
  expect((await download).suggestedFilename()).toBe('minutes.md');
});
