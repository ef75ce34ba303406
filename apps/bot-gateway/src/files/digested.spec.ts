import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { digested } from './digested';

describe('digested', () => {
  it('should hand every byte on and know what they come to', async () => {
    const chunks = [Buffer.alloc(70_000, 'a'), Buffer.from('b'), Buffer.alloc(0), Buffer.from('c')];
    const { body, sha256 } = digested(Readable.from(chunks));
    const bytes = await buffer(body);
    expect(bytes).toEqual(Buffer.concat(chunks));
    expect(sha256()).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('should break off with its source', async () => {
    const source = new PassThrough();
    const { body } = digested(source);
    const read = buffer(body);
    source.write('half of it');
    source.destroy(new Error('the connection was cut'));
    await expect(read).rejects.toThrow('the connection was cut');
  });

  it('should let go of its source when nobody reads on', () => {
    const source = new PassThrough();
    const { body } = digested(source);
    body.destroy();
    return new Promise<void>((resolve) => source.once('close', resolve));
  });
});
