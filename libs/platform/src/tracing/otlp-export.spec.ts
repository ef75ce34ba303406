import { currentTrace, newTraceId, runWithTrace } from '../logging/trace';
import { Intake } from '../reporting/intake.fixture';
import { openOtlpExport, type OtlpExport } from './otlp-export';
import { inSpan, rootSpan, rootSpanIdOf, writeSpansTo } from './span';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  status: { code?: number };
  attributes: { key: string; value: Record<string, unknown> }[];
}

describe('the export of traces', () => {
  let collector: Intake;
  let exported: OtlpExport | undefined;
  const troubles: string[] = [];

  beforeEach(async () => {
    collector = await Intake.open();
  });
  afterEach(async () => {
    writeSpansTo(undefined);
    await exported?.close();
    await collector.close();
  });

  const open = ({ ratio = 1, port = collector.port } = {}) => {
    exported = openOtlpExport({
      ...{ app: 'bot-gateway', instance: 'one', ratio },
      endpoint: `http://127.0.0.1:${port}/`,
      onTrouble: (detail) => void troubles.push(detail),
    });
    writeSpansTo(exported.spans);
    return exported;
  };
  const spans = () =>
    collector.received.flatMap(({ body }) =>
      (
        JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }
      ).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    );
  const client = { kind: 'client' } as const;

  it('should lead from the root through a hop to a call, all under our own trace id', async () => {
    const { close } = open();
    const traceId = newTraceId();
    rootSpan('update received', traceId, Date.now() - 5, { kind: 'consumer' });
    const hop = await runWithTrace(
      traceId,
      () => inSpan('update handled', { kind: 'consumer' }, async () => currentTrace()!.spanId),
      rootSpanIdOf(traceId),
    );
    const call = () => inSpan('openai chat', client, async (note) => note({ tokens: 7 }));
    await runWithTrace(traceId, () => inSpan('job answer', { kind: 'consumer' }, call), hop);
    await close();
    const byName = Object.fromEntries(spans().map((span) => [span.name, span]));
    expect(spans().map((span) => span.traceId)).toEqual(Array(4).fill(traceId));
    expect(byName['update received']).toMatchObject({ spanId: rootSpanIdOf(traceId) });
    expect(byName['update received']!.parentSpanId).toBeUndefined();
    expect(byName['update handled']!.parentSpanId).toBe(rootSpanIdOf(traceId));
    expect(byName['job answer']!.parentSpanId).toBe(byName['update handled']!.spanId);
    expect(byName['openai chat']).toMatchObject({
      parentSpanId: byName['job answer']!.spanId,
      attributes: [{ key: 'tokens', value: { intValue: 7 } }],
    });
    expect(collector.received[0]!.path).toBe('/v1/traces');
  });

  it('should tell of an error by its name and code, never by its text', async () => {
    const { close } = open();
    const fails = async () => {
      throw Object.assign(new TypeError('what a person wrote'), { code: 'E1' });
    };
    await runWithTrace(newTraceId(), () =>
      expect(inSpan('s3 PutObject', client, fails)).rejects.toThrow(TypeError),
    );
    await close();
    expect(spans()[0]!.status.code).toBe(2);
    expect(collector.received[0]!.body).toContain('TypeError');
    expect(collector.received[0]!.body).not.toContain('what a person wrote');
  });

  it('should keep the same traces in every process, by their ids', async () => {
    const traces = Array.from({ length: 200 }, newTraceId);
    const kept: string[][] = [];
    for (const kind of ['consumer', 'client'] as const) {
      const { close } = open({ ratio: 0.5 });
      for (const id of traces) {
        await runWithTrace(id, () => inSpan('some work', { kind }, async () => undefined));
      }
      await close();
      kept.push(spans().map(({ traceId }) => traceId));
      collector.received.length = 0;
    }
    expect(kept[0]).toEqual(kept[1]);
    expect(kept[0]!.length).toBeGreaterThan(50);
    expect(kept[0]!.length).toBeLessThan(150);
  });

  it('should make nothing where nothing is to be written, or no trace goes on', async () => {
    expect(await inSpan('nowhere', client, async () => currentTrace())).toBeUndefined();
    const { close } = open();
    await inSpan('no trace', client, async () => undefined);
    await close();
    expect(collector.received).toEqual([]);
  });

  it.each(['refuses', 'hangs'])('should not be held up by a collector that %s', async (trouble) => {
    if (trouble === 'hangs') collector.hangs = true;
    const { close } = open(trouble === 'refuses' ? { port: 9 } : {});
    const begun = performance.now();
    const work = () => inSpan('some work', client, async () => 'done');
    expect(await runWithTrace(newTraceId(), work)).toBe('done');
    expect(performance.now() - begun).toBeLessThan(500);
    await close();
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
