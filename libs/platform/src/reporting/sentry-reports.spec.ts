import { newTraceId, runWithTrace } from '../logging/trace';
import { Intake } from './intake.fixture';
import { SentryReports } from './sentry-reports';

const TOKEN = '123456789:AAF-abcdefghijklmnopqrstuvwxyz0123456';

interface Event {
  exception: {
    values: { type: string; value: string; stacktrace?: { frames: { function?: string }[] } }[];
  };
  [field: string]: unknown;
}

describe('reports of unexpected errors', () => {
  let tracker: Intake;
  let reports: SentryReports;

  beforeEach(async () => {
    tracker = await Intake.open();
    reports = new SentryReports({
      dsn: `http://publickey@127.0.0.1:${tracker.port}/42`,
      ...{ app: 'avatar-worker', instance: 'worker-1', environment: 'production' },
      release: '1.2.3',
    });
  });
  afterEach(async () => {
    await reports.close();
    await tracker.close();
  });

  /** An envelope is lines of JSON: its header, then a header and a body for each item. */
  const events = () =>
    tracker.received.map(({ body }) => JSON.parse(body.trim().split('\n')[2]!) as Event);

  it('should tell what failed where, under the trace of the work', async () => {
    const traceId = newTraceId();
    runWithTrace(traceId, () =>
      reports.report(new TypeError('x is not a function'), 'job given up', {
        queue: 'q',
        job: 'j-1',
      }),
    );
    await reports.close();
    const [event] = events();
    expect(tracker.received[0]!.path).toMatch(/^\/api\/42\/envelope\//);
    expect(event).toMatchObject({
      ...{ level: 'error', environment: 'production', release: '1.2.3', server_name: 'worker-1' },
      tags: { kind: 'job given up', app: 'avatar-worker' },
      extra: { queue: 'q', job: 'j-1' },
      contexts: { trace: { trace_id: traceId } },
    });
    const [thrown] = event!.exception.values;
    expect(thrown).toMatchObject({ type: 'TypeError', value: 'x is not a function' });
    expect(thrown!.stacktrace!.frames.length).toBeGreaterThan(3);
  });

  it('should carry no secret, and of what an error carries only its text and that of its causes', async () => {
    const cause = Object.assign(new Error('postgresql://aisha:hunter2@db/aisha'), {
      parameters: ['what a person wrote'],
      detail: 'Key (words)=(what a person wrote) exists',
    });
    const error = new Error(`GET https://api.telegram.org/file/bot${TOKEN}/voice/1.oga`, { cause });
    reports.report(error, 'request failed', {});
    await reports.close();
    const { body } = tracker.received[0]!;
    expect(events()[0]!.exception.values.map(({ type }) => type)).toEqual(['Error', 'Error']);
    expect(body).not.toContain('AAF-');
    expect(body).not.toContain('hunter2');
    expect(body).not.toContain('what a person wrote');
  });

  it('should report the same error once, and not more than thirty a minute in all', async () => {
    for (let times = 0; times < 50; times++) reports.report(new Error('the same'), 'kind', {});
    for (let other = 0; other < 50; other++) reports.report(new Error(`no ${other}`), 'kind', {});
    await reports.close();
    expect(tracker.received).toHaveLength(30);
  });

  it('should not hold a process up when the tracker hangs', async () => {
    tracker.hangs = true;
    const begun = performance.now();
    reports.report(new Error('lost'), 'kind', {});
    await reports.close();
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
