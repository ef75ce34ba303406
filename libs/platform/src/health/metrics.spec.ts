import { Metrics } from './metrics';

describe('Metrics', () => {
  it('should ask for a number at each scrape, and tell none that it cannot be told', async () => {
    const metrics = new Metrics();
    let count: number | undefined = 3;
    const ask = async () => {
      if (count === undefined) throw new Error('away');
      return [{ value: count }];
    };
    metrics.reading('waiting', 'What waits', [], ask);
    expect(await metrics.registry.metrics()).toContain('\nwaiting 3\n');
    count = 4;
    expect(await metrics.registry.metrics()).toContain('\nwaiting 4\n');
    count = undefined;
    const text = await metrics.registry.metrics();
    expect(text).toContain('# TYPE waiting gauge');
    expect(text).not.toMatch(/^waiting /m);
  });

  it('should forget labels that are told no more', async () => {
    const metrics = new Metrics();
    let holder = 'one';
    const ask = async () => [{ labels: { holder }, value: 1 }];
    metrics.reading('holder', 'Who holds it', ['holder'], ask);
    expect(await metrics.registry.metrics()).toContain('holder{holder="one"} 1');
    holder = 'two';
    const text = await metrics.registry.metrics();
    expect(text).toContain('holder{holder="two"} 1');
    expect(text).not.toContain('"one"');
  });

  it('should tell a total that is kept elsewhere', async () => {
    const metrics = new Metrics();
    let value = 2;
    metrics.total('changes_total', 'Changes', ['why'], async () => [
      { labels: { why: 'x' }, value },
    ]);
    await metrics.registry.metrics();
    value = 5;
    const text = await metrics.registry.metrics();
    expect(text).toContain('# TYPE changes_total counter');
    expect(text).toContain('changes_total{why="x"} 5');
  });
});
