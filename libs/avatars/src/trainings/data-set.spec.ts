import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { zipEntries } from '@aisha/testing';
import { zipOf } from './data-set';

const photo = (text: string) => () => Promise.resolve(Readable.from([Buffer.from(text)]));

describe('a data set', () => {
  it('should hold the photos in order, as they are', async () => {
    const entries = await zipEntries(await buffer(zipOf([photo('one'), photo('two')])));
    expect(entries).toEqual([
      { name: 'photo-01.jpg', method: 0, bytes: Buffer.from('one') },
      { name: 'photo-02.jpg', method: 0, bytes: Buffer.from('two') },
    ]);
  });

  it('should open one photo at a time', async () => {
    let open = 0;
    let most = 0;
    const watched = (text: string) => async () => {
      most = Math.max(most, (open += 1));
      await turn();
      return Readable.from([text]).on('end', () => (open -= 1));
    };
    await buffer(zipOf(['a', 'b', 'c'].map(watched)));
    expect(most).toBe(1);
  });

  it('should break off when a photo cannot be opened', async () => {
    const gone = () => Promise.reject(new Error('no such photo'));
    await expect(buffer(zipOf([photo('one'), gone]))).rejects.toThrow('no such photo');
  });

  it('should break off when a photo breaks off', async () => {
    const broken = () =>
      Promise.resolve(
        new Readable({
          read() {
            this.destroy(new Error('connection lost'));
          },
        }),
      );
    await expect(buffer(zipOf([broken]))).rejects.toThrow('connection lost');
  });
});
