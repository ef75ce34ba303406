import { readSettings } from '../settings/local-settings';
import { startScreen } from './start-screen';
import type { ScreenFacts } from './start-screen';

const facts = (env: Record<string, string>): ScreenFacts => ({
  settings: readSettings(env),
  apps: [
    { name: 'bot-gateway', healthUrl: 'http://h:8080/health', readiness: { ready: true } },
    {
      name: 'webhook-api',
      healthUrl: 'http://h:8001/health',
      readiness: { ready: false, why: 'redis is down' },
    },
  ],
  servers: ['Postgres (embedded) on 127.0.0.1:5'],
  seconds: 4.25,
});

describe('startScreen', () => {
  it('should fit on one screen', () => {
    expect(startScreen(facts({})).split('\n').length).toBeLessThan(24);
  });

  it('should offer the web chat and show each part with its health', () => {
    const screen = startScreen(facts({ SANDBOX_CHAT_PORT: '3100' }));
    expect(screen).toContain('Talk to the bot:  http://127.0.0.1:3100');
    expect(screen).toMatch(/bot-gateway +http:\/\/h:8080\/health +ok/);
    expect(screen).toMatch(/webhook-api +http:\/\/h:8001\/health +not ready: redis is down/);
    expect(screen).toMatch(/FAL +stand-in on http:\/\/127.0.0.1:3002/);
    expect(screen).toContain('Ctrl-C stops');
  });

  it('should not offer the web chat with a real Telegram token', () => {
    const screen = startScreen(facts({ TELEGRAM_BOT_TOKEN: `1:AA${'x'.repeat(33)}` }));
    expect(screen).not.toContain(':3000');
    expect(screen).toMatch(/Telegram +the real one/);
  });

  it('should say so when not all is ready', () => {
    expect(startScreen(facts({}))).toContain('not all of it is ready');
  });
});
