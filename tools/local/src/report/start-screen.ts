import type { Readiness } from '../processes/readiness';
import type { LocalSettings, Part } from '../settings/local-settings';
import { parts } from '../settings/local-settings';

export interface StartedApp {
  readonly name: string;
  readonly healthUrl: string;
  readonly readiness: Readiness;
}

export interface ScreenFacts {
  readonly settings: LocalSettings;
  readonly apps: readonly StartedApp[];
  /** One line per server. */
  readonly servers: readonly string[];
  readonly seconds: number;
}

const titles: Readonly<Record<Part, string>> = {
  telegram: 'Telegram',
  fal: 'FAL',
  openai: 'OpenAI',
  s3: 'S3',
};

/** All that a person needs to know once everything runs, on one screen. */
export function startScreen(facts: ScreenFacts): string {
  const { settings, apps, servers, seconds } = facts;
  const healthy = apps.every(({ readiness }) => readiness.ready);
  const state = healthy ? 'is running' : 'has started, but not all of it is ready';
  const sections = [
    [`Aisha ${state} (${seconds.toFixed(1)} s)`],
    [chatLine(settings)],
    table(
      apps.map(({ name, healthUrl, readiness }) => [name, healthUrl, describeReadiness(readiness)]),
    ),
    table(parts.map((part) => [titles[part], partLine(part, settings)])),
    servers,
    ['Logs: .local/logs/<app>.log    Ctrl-C stops'],
  ];
  return sections
    .map((lines) => lines.map((line) => `  ${line}`.trimEnd()).join('\n'))
    .join('\n\n');
}

const describeReadiness = (readiness: Readiness) =>
  readiness.ready ? 'ok' : `not ready: ${readiness.why}`;

function chatLine({ sandboxed, ports }: LocalSettings): string {
  if (sandboxed.has('telegram')) return `Talk to the bot:  http://127.0.0.1:${ports.chat}`;
  return 'Talk to the bot in Telegram: the token in .env is a real one.';
}

function partLine(part: Part, { sandboxed, ports }: LocalSettings): string {
  if (sandboxed.has(part)) return `stand-in on http://127.0.0.1:${ports[part]}`;
  return 'the real one (.env)';
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   '));
}
