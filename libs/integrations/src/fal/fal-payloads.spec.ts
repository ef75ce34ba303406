import { ScriptedServer } from '../scripted-server.fixture';
import { deletePayloads, platformUrl } from './fal-payloads';

describe('deleting what FAL keeps of a request', () => {
  it('should ask the host of the platform API, or the one that stands in for REST', () => {
    expect(platformUrl('https://rest.fal.ai/')).toBe('https://api.fal.ai/v1');
    expect(platformUrl('http://127.0.0.1:1/rest')).toBe('http://127.0.0.1:1/rest/v1');
  });

  it('should say that FAL is away', async () => {
    const gone = await ScriptedServer.start();
    const { url } = gone;
    await gone.close();
    const asked = deletePayloads(url, { key: 'k', requestId: 'r', timeoutMs: 1_000 });
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable', retryable: true });
  });

  describe('once FAL answers', () => {
    let fal: ScriptedServer;
    beforeAll(async () => (fal = await ScriptedServer.start()));
    afterAll(() => fal.close());
    const ask = () => deletePayloads(fal.url, { key: 'k', requestId: 'r-1', timeoutMs: 1_000 });

    it('should ask with the key, once for each request', async () => {
      fal.playJson(200, {
        cdn_delete_results: [{ link: 'https://v3.fal.media/a', exception: null }],
      });
      await expect(ask()).resolves.toBe('deleted');
      expect(fal.seen).toMatchObject([
        {
          method: 'DELETE',
          url: '/models/requests/r-1/payloads',
          headers: { authorization: 'Key k' },
        },
      ]);
    });

    it.each([
      [200, { cdn_delete_results: [{ link: 'a', exception: 'still in use' }] }, 'partly'],
      [404, { detail: 'Request not found' }, 'not-found'],
      [401, { detail: 'no' }, 'forbidden'],
      [403, { detail: 'needs the scope ADMIN' }, 'forbidden'],
    ])('should understand %i %j', async (status, body, outcome) => {
      fal.playJson(status, body);
      await expect(ask()).resolves.toBe(outcome);
    });

    it.each([429, 500, 503])('should let the caller try again after %i', async (status) => {
      fal.playJson(status, { detail: 'later' });
      await expect(ask()).rejects.toMatchObject({ provider: 'fal', retryable: true });
    });
  });
});
