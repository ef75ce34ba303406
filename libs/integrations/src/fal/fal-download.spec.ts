import { ScriptedServer } from '../scripted-server.fixture';
import { FalFileHosts } from './fal-download';
import { FalClient } from './fal.client';

describe('downloads from FAL', () => {
  let files: ScriptedServer;
  let stranger: ScriptedServer;
  let fal: FalClient;
  const clientOf = (transferMs: number) =>
    new FalClient(
      { FAL_KEY: 'k', FAL_QUEUE_URL: `${files.url}/queue`, FAL_REST_URL: `${files.url}/rest` },
      { callMs: 10_000, transferMs },
    );
  beforeAll(async () => {
    files = await ScriptedServer.start();
    stranger = await ScriptedServer.start();
    fal = clientOf(10_000);
  });
  afterAll(() => Promise.all([files.close(), stranger.close()]));
  const download = (url: string) => fal.download(url, { maxBytes: 10 });
  const refused = (errorType: string) => ({ kind: 'rejected', retryable: false, errorType });

  it('should fetch a file from the configured host', async () => {
    files.play((response) => response.end('0123456789'));
    await expect(download(`${files.url}/files/a`)).resolves.toEqual(Buffer.from('0123456789'));
  });

  it.each([
    ['https://v3.fal.media/files/a', true],
    ['https://fal.media/a', true],
    ['https://rest.fal.ai/a', true],
    ['https://x.fal.run/a', true],
    ['http://v3.fal.media/a', false],
    ['https://evilfal.media/a', false],
    ['https://fal.media.evil.example/a', false],
    ['https://v3.fal.media:8443@evil.example/a', false],
    ['http://169.254.169.254/latest/meta-data', false],
    ['http://127.0.0.1:6379/', false],
    ['file:///etc/passwd', false],
  ])('should judge %s as allowed: %s', (url, allowed) => {
    expect(new FalFileHosts(['http://127.0.0.1:9/queue']).allows(new URL(url))).toBe(allowed);
  });

  it('should not ask a stranger', async () => {
    stranger.play((response) => response.end('secret'));
    await expect(download(`${stranger.url}/a`)).rejects.toMatchObject(refused('host-not-allowed'));
    expect(stranger.seen).toHaveLength(0);
  });

  it('should not follow a redirect to a stranger', async () => {
    files.play((response) => response.writeHead(302, { location: `${stranger.url}/a` }).end());
    await expect(download(`${files.url}/a`)).rejects.toMatchObject(refused('host-not-allowed'));
    expect(stranger.seen).toHaveLength(0);
  });

  it('should follow a redirect on the same host, but not forever', async () => {
    files.play((response, { url }) =>
      url === '/b' ? response.end('b') : response.writeHead(302, { location: '/b' }).end(),
    );
    await expect(download(`${files.url}/a`)).resolves.toEqual(Buffer.from('b'));
    files.play((response) => response.writeHead(302, { location: '/a' }).end());
    await expect(download(`${files.url}/a`)).rejects.toMatchObject(refused('too-many-redirects'));
  });

  it('should refuse a file that says it is too large', async () => {
    files.play((response) =>
      response.writeHead(200, { 'content-length': '11' }).end('0'.repeat(11)),
    );
    await expect(download(`${files.url}/a`)).rejects.toMatchObject(refused('file-too-large'));
  });

  it('should stop reading a file that turns out too large', async () => {
    files.play((response) => {
      response.write('012345');
      response.end('678901');
    });
    await expect(download(`${files.url}/a`)).rejects.toMatchObject(refused('file-too-large'));
  });

  it('should say that an expired file is gone, and that a broken transfer may be tried again', async () => {
    files.play((response) => response.writeHead(404).end());
    await expect(download(`${files.url}/a`)).rejects.toMatchObject({
      kind: 'rejected',
      status: 404,
    });
    files.play((response) => {
      response.writeHead(200, { 'content-length': '5' });
      response.write('0');
      setImmediate(() => response.destroy());
    });
    await expect(download(`${files.url}/a`)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('should give up a transfer that stands still', async () => {
    files.play((response) => response.write('0'));
    const download = clientOf(200).download(`${files.url}/a`, { maxBytes: 10 });
    await expect(download).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
