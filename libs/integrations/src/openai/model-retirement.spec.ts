import { Logger } from '@nestjs/common';
import { Metrics } from '@aisha/platform';
import { ScriptedServer } from '../scripted-server.fixture';
import { ModelRetirementSweep } from './model-retirement.sweep';
import { OpenAiClient } from './openai.client';

class OneRound extends ModelRetirementSweep {
  run = () => this.sweep();
}

describe('models that are shut down', () => {
  let server: ScriptedServer;
  const warned: unknown[] = [];
  const inDays = (days: number) =>
    new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
  const watch = () => {
    const metrics = new Metrics();
    const openai = new OpenAiClient({
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: `${server.url}/v1`,
      OPENAI_TRANSCRIPTION_MODEL: 'whisper-1',
      OPENAI_CHAT_MODEL: 'gpt-6-luna',
      OPENAI_SPEECH_MODEL: 'gpt-4o-mini-tts',
    });
    return { round: new OneRound(openai, metrics), told: () => metrics.registry.metrics() };
  };

  beforeAll(async () => {
    server = await ScriptedServer.start();
    Logger.overrideLogger({
      log: () => undefined,
      error: () => undefined,
      debug: () => undefined,
      warn: (line: unknown) => warned.push(line),
    });
  });
  beforeEach(() => (warned.length = 0));
  afterAll(() => server.close());

  it('should be warned of once, and counted down', async () => {
    const data = [
      { id: 'whisper-1', shutdown_date: inDays(95) },
      { id: 'gpt-4o-mini-tts', shutdown_date: inDays(44) },
      { id: 'gpt-6-luna', shutdown_date: null },
      { id: 'not-ours', shutdown_date: inDays(1) },
    ];
    server.playJson(200, { object: 'list', data });
    const { round, told } = watch();
    await round.run();
    await round.run();
    expect(warned).toEqual([
      expect.objectContaining({ model: 'gpt-4o-mini-tts', days: 44, until: inDays(44) }),
    ]);
    const metrics = await told();
    expect(metrics).toContain('provider_model_days_left{provider="openai",model="whisper-1"} 95');
    expect(metrics).not.toContain('model="gpt-6-luna"');
    expect(server.seen[0]).toMatchObject({ method: 'GET', url: '/v1/models' });
  });

  it.each([
    ['no such address', 404, {}],
    ['a failure', 500, {}],
    ['something else', 200, { models: [] }],
    ['dates that are none', 200, { data: [{ id: 'whisper-1', shutdown_date: 'soon' }] }],
  ])('should be no matter where the server answers with %s', async (_what, status, body) => {
    server.playJson(status, body);
    const { round } = watch();
    await expect(round.run()).resolves.toBeUndefined();
    expect(warned).toEqual([]);
  });
});
