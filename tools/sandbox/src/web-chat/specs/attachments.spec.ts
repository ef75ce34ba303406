import { loadBrowserModule } from './browser-module.fixture';

const { sendKinds, batches } = loadBrowserModule<{
  sendKinds(files: { type: string }[], wish?: string): string[];
  batches<Item>(kind: string, files: Item[]): Item[][];
}>('composer/attachments.js');
const { albumRows } = loadBrowserModule<{ albumRows<Item>(items: Item[]): Item[][] }>(
  'media/album-rows.js',
);
const { splitText } = loadBrowserModule<{ splitText(text: string, limit?: number): string[] }>(
  'text/split-text.js',
);
const count = (length: number) => Array.from({ length }, (_, index) => index);

describe('what a person attaches', () => {
  it('should offer what fits all the files, with the wish from the menu first', () => {
    const audio = [{ type: 'audio/ogg' }, { type: 'audio/mpeg' }];
    expect(sendKinds([{ type: 'image/jpeg' }])).toEqual(['photo', 'document']);
    expect(sendKinds(audio, 'audio')).toEqual(['audio', 'voice', 'document']);
    expect(sendKinds([{ type: 'image/png' }, { type: 'video/mp4' }])).toEqual(['document']);
  });

  it('should send a file of an unknown type as a file, whatever was wished', () => {
    expect(sendKinds([{ type: '' }], 'voice')).toEqual(['document']);
  });

  it('should send photos in albums of at most ten, and recordings one by one', () => {
    expect(batches('photo', count(23)).map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(batches('voice', count(2))).toEqual([[0], [1]]);
  });

  it('should lay out every album size without losing a picture', () => {
    for (const size of count(14)) expect(albumRows(count(size)).flat()).toEqual(count(size));
    expect(albumRows(count(3))).toEqual([[0], [1, 2]]);
  });
});

describe('splitText', () => {
  it('should leave a short text whole and a blank one out', () => {
    expect(splitText(' hello ')).toEqual(['hello']);
    expect(splitText(' \n ')).toEqual([]);
  });

  it('should cut a long text at a line break, else at a space, else anywhere but inside an emoji', () => {
    expect(splitText('one two\nthree', 10)).toEqual(['one two', 'three']);
    expect(splitText('one two three', 10)).toEqual(['one two', 'three']);
    expect(splitText('aaaa👋bbbb', 5)).toEqual(['aaaa', '👋bbb', 'b']);
  });
});
