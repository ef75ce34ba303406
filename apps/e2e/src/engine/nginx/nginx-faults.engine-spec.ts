import { eventually } from '@aisha/testing';
import { describeOnEngine } from '../harness/engine';
import type { Answer, HttpsClient } from './https-client';
import type { NginxContainer } from './nginx-container';
import { NGINX_IMAGE, NginxScene, NODE_IMAGE } from './nginx-scene';
import { type LoadReport, SteadyLoad } from '../harness/steady-load';
import type { UpstreamContainer } from './upstream-container';

const FAL = '/webhooks/fal';
const RATE = 100;
/** The servers take 50 ms, so that some requests are in hand whenever something happens. */
const WORK = 'wait=50';
/** Requests that are answered before and after what happens. */
const SOME = 100;
/** Three tries of half a second to connect, and room for a busy machine. */
const QUICK_MS = 4_000;
/** Six seconds until a server that hangs is given up, and room for a busy machine. */
const HUNG_MS = 9_000;

describeOnEngine('nginx when things go wrong', [NGINX_IMAGE, NODE_IMAGE], () => {
  let scene: NginxScene;
  let one: UpstreamContainer;
  let two: UpstreamContainer;
  let nginx: NginxContainer;
  let client: HttpsClient;

  beforeAll(async () => {
    scene = await NginxScene.open();
    [one, two] = await Promise.all([
      scene.upstream('webhook-api-1', 11, 8001),
      scene.upstream('webhook-api-2', 12, 8001),
    ]);
    nginx = await scene.nginx({
      WEBHOOK_API_UPSTREAMS: `${one.address} ${two.address}`,
      WEBHOOK_RATE: '1000', // all comes from one address
    });
    client = scene.client(nginx);
  });
  afterAll(() => scene?.close());

  const post = (query = '') => client.https(`${FAL}${query}`, { method: 'POST', body: '{}' });
  const nameOf = ({ body }: Answer) => (JSON.parse(body) as { name: string }).name;
  const bothAnswer = () =>
    eventually(
      async () => {
        const names = new Set(
          (await Promise.all(Array.from({ length: 8 }, () => post()))).map(nameOf),
        );
        return names.size === 2;
      },
      { timeoutMs: 20_000 },
    );

  /** Sends at a steady pace, also for a while before and after. */
  const underLoad = async (
    event: () => Promise<void>,
    send: (number: number) => Promise<Answer>,
  ): Promise<LoadReport> => {
    const load = new SteadyLoad(RATE, send);
    const more = async () => {
      const goal = load.answered + SOME;
      await eventually(() => load.answered >= goal, { timeoutMs: 30_000 });
    };
    await more();
    await event();
    await more();
    return load.end();
  };
  const keptOpen = () => {
    const agent = client.agent(50);
    return (number: number) =>
      client.https(`${FAL}?job=${number}&${WORK}`, { method: 'POST', body: '{}', agent });
  };

  beforeEach(bothAnswer);

  it('should lose nothing when one of two servers is killed, nor when it is back', async () => {
    const killed = await underLoad(() => one.kill(), keptOpen());
    expect(killed.lost).toEqual([]);
    expect(killed.slowestMs).toBeLessThan(QUICK_MS);
    const back = await underLoad(() => one.restart(), keptOpen());
    expect(back.lost).toEqual([]);
  });

  it('should lose nothing when both servers are replaced, one after the other', async () => {
    const report = await underLoad(async () => {
      await one.recreate();
      await two.recreate();
    }, keptOpen());
    expect(report.lost).toEqual([]);
    expect(report.slowestMs).toBeLessThan(QUICK_MS);
  });

  it('should lose nothing to a server that hangs', async () => {
    const report = await underLoad(() => one.pause(), keptOpen());
    await one.unpause();
    expect(report.lost).toEqual([]);
    expect(report.slowestMs).toBeLessThan(HUNG_MS);
  });

  it('should ask the other server when one says that it cannot', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(`?answer=503&on=${one.name}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(nameOf))).toEqual(new Set([two.name]));
  });

  it('should pass on the refusal when all servers say that they cannot', async () => {
    const answer = await post('?answer=503');
    expect(answer.status).toBe(503);
    expect([one.name, two.name]).toContain(nameOf(answer));
  });

  it('should not ask the other server after a plain refusal', async () => {
    const { status, body } = await post('?answer=404');
    expect(status).toBe(404);
    expect(JSON.parse(body)).toMatchObject({ url: `${FAL}?answer=404` });
  });

  it('should say soon and in JSON that nobody is there, and serve again when somebody is', async () => {
    await Promise.all([one.kill(), two.kill()]);
    const answer = await post('?job=very-secret');
    expect([502, 504]).toContain(answer.status);
    expect(answer).toMatchObject({
      body: '{"status":"unavailable"}',
      headers: { 'retry-after': '2' },
    });
    expect(answer.ms).toBeLessThan(QUICK_MS);
    expect((await client.https('/health/ready')).status).toBe(503);
    expect((await client.https('/')).status).toBe(200);
    expect(await nginx.output()).not.toContain('very-secret');
    await one.restart();
    // At once: that it was away a moment ago is not held against the only one that answers.
    expect((await post()).status).toBe(200);
    await two.restart();
  });

  it('should lose nothing at a reload', async () => {
    const report = await underLoad(
      async () => {
        await nginx.reload();
        await nginx.reload();
      },
      (number) => post(`?job=${number}&${WORK}`),
    );
    expect(report.lost).toEqual([]);
  });

  it('should end what is in hand when it is reloaded', async () => {
    const slow = post('?wait=3000');
    const arrived = () => Promise.all([one, two].map((upstream) => upstream.output()));
    await eventually(async () => (await arrived()).join().includes('wait=3000'));
    await nginx.reload();
    expect((await slow).status).toBe(200);
  });

  it('should keep serving by the old configuration when the new one is broken', async () => {
    await nginx.shell('echo "this is no configuration;" > /tmp/nginx/conf/broken.conf');
    await expect(nginx.reload()).rejects.toThrow('unknown directive');
    const report = await underLoad(async () => {
      await nginx.shell('kill -HUP 1');
      await eventually(async () => (await nginx.output()).match(/unknown directive/g)!.length >= 1);
    }, keptOpen());
    expect(report.lost).toEqual([]);
    await nginx.shell('rm /tmp/nginx/conf/broken.conf');
    await nginx.reload();
    expect((await post()).status).toBe(200);
  });

  it('should show a renewed certificate after a reload', async () => {
    await scene.renewCertificate();
    const renewed = scene.client(nginx);
    await expect(renewed.https('/health')).rejects.toThrow('self-signed certificate');
    await nginx.reload();
    await eventually(async () => (await renewed.https('/health')).status === 200);
  });
});
