import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { beginAvatar, welcomed } from './harness/journeys';
import { voice } from './harness/samples';
import { Stack } from './harness/stack';

const APPS = [
  'avatar-worker',
  'bot-gateway',
  'standby-controller',
  'transcription-worker',
  'webhook-api',
];
/** Of Node itself. */
const NODES_OWN = /^(process|nodejs)_/;
/** Row ids, trace ids, and numbers as long as Telegram's ids. */
const LIKE_AN_ID = /[0-9a-f]{8}-[0-9a-f]{4}|[0-9a-f]{32}|\d{6,}/;

describe('the metrics of a stack', () => {
  let stack: Stack;
  const told = new Map<string, string>();

  beforeAll(async () => {
    stack = await Stack.start();
    const person = await welcomed(stack);
    await person.say('hello there');
    await person.hears('hello there');
    await person.send('voice', [voice('en-short')]);
    await person.hears(/Transcript|transcript/);
    await beginAvatar(person);
    for (const app of APPS) {
      const answer = await fetch(`${stack.address(app)}/metrics`);
      told.set(app, await answer.text());
    }
  });
  afterAll(() => stack?.close());

  it('should be those that the documentation names, each from the apps that it names', async () => {
    const page = await readFile(path.join(__dirname, '../../../docs/metrics.md'), 'utf8');
    const documented = [...page.matchAll(/^\| `(\w+)` +\| (\w+) +\| [^|]*\| ([^|]+?) +\|/gm)].map(
      ([, name, type, apps]) => `${name} ${type} ${apps === 'all' ? APPS.join(', ') : apps}`,
    );
    const byName = new Map<string, string[]>();
    for (const [app, text] of told) {
      for (const [, name, type] of text.matchAll(/^# TYPE (\w+) (\w+)$/gm)) {
        if (NODES_OWN.test(name!)) continue;
        const key = `${name} ${type}`;
        byName.set(key, [...(byName.get(key) ?? []), app]);
      }
    }
    const real = [...byName].map(([key, apps]) => `${key} ${apps.join(', ')}`);
    expect(real.sort()).toEqual(documented.sort());
  });

  it('should tell no ids', () => {
    for (const text of told.values()) {
      const values = [...text.matchAll(/\w+="([^"]*)"/g)].map(([, value]) => value!);
      expect(values.length).toBeGreaterThan(50);
      expect(values.filter((value) => LIKE_AN_ID.test(value))).toEqual([]);
    }
  });

  it('should tell how long people wait, what was called, and that nothing is left', async () => {
    await eventually(async () => {
      const text = await (await fetch(`${stack.address('bot-gateway')}/metrics`)).text();
      expect(numberOf(text, 'update_reply_seconds_count')).toBeGreaterThanOrEqual(3);
      expect(numberOf(text, 'inbox_waiting')).toBe(0);
      expect(numberOf(text, 'outbox_waiting')).toBe(0);
      for (const provider of ['telegram', 's3']) {
        const calls = `provider_call_seconds_count{provider="${provider}"}`;
        expect(numberOf(text, calls)).toBeGreaterThan(0);
      }
      expect(text).toContain('health_check_up{check="database"} 1');
    });
    const controller = told.get('standby-controller')!;
    expect(controller).toContain('poller_holder{instance="bot-gateway"} 1');
    expect(numberOf(controller, 'poller_epoch')).toBeGreaterThan(0);
    expect(controller).toMatch(/poller_failovers_total\{reason="first-start"\} 1/);
    const worker = told.get('transcription-worker')!;
    expect(numberOf(worker, 'job_run_seconds_count{queue="transcribe-audio"}')).toBe(1);
    expect(numberOf(worker, 'job_wait_seconds_count{queue="transcribe-audio"}')).toBe(1);
  });
});

function numberOf(text: string, series: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.split(' ').at(-1) ?? NaN);
}
