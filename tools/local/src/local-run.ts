import path from 'node:path';
import { runCommand } from '@aisha/servers';
import { localServers } from './local-servers';
import { Programs } from './processes/programs';
import { askHealth, askPorts } from './processes/readiness';
import { RunRecord } from './processes/run-record';
import { refuseTakenPorts } from './processes/taken-ports';
import type { SupervisedProgram } from './processes/supervised-program';
import { startScreen } from './report/start-screen';
import type { StartedApp } from './report/start-screen';
import { appEnvironment, appNames } from './settings/app-environments';
import type { ServerUrls } from './settings/app-environments';
import { CannotStart } from './settings/cannot-start.errors';
import { inheritedEnvironment } from './settings/inherited-environment';
import { loadSecrets } from './settings/local-secrets';
import type { LocalSecrets } from './settings/local-secrets';
import type { LocalSettings } from './settings/local-settings';
import { sandboxListeners } from './settings/ports';
import { sandboxEnvironment } from './settings/sandbox-environment';

export interface LocalRunOptions {
  /** The checkout. */
  readonly root: string;
  readonly settings: LocalSettings;
  onProgress(line: string): void;
}

/** Everything on one machine: servers, migrations, sandbox, apps; stopped in the opposite order. */
export class LocalRun {
  private readonly localDir: string;
  private readonly record: RunRecord;
  private readonly programs: Programs;
  private readonly inherited = inheritedEnvironment(process.env);
  private readonly stopping = new AbortController();
  private readonly undo: (() => Promise<unknown>)[] = [];
  private starting: Promise<string> | undefined;

  constructor(private readonly options: LocalRunOptions) {
    const { root, onProgress } = options;
    this.localDir = path.join(root, '.local');
    this.record = new RunRecord(this.localDir, path.join(root, 'dist'));
    this.programs = new Programs({
      root,
      inherited: this.inherited,
      record: this.record,
      signal: this.stopping.signal,
      onNotice: onProgress,
    });
  }

  /**
   * Resolves to the screen to show when all is ready.
   * @throws CannotStart or ServerUnavailable: one sentence. `stop()` undoes what was started by then.
   */
  start(): Promise<string> {
    this.starting = this.startAll();
    return this.starting;
  }

  /** Apps first, then what they lean on. Data stay. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.starting?.catch(() => undefined);
    for (const step of this.undo.splice(0).reverse()) {
      await step().catch((error: Error) => this.options.onProgress(error.message));
    }
  }

  private async startAll(): Promise<string> {
    const begun = performance.now();
    const { settings, onProgress } = this.options;
    await this.record.take();
    this.undo.push(async () => this.record.release());
    await refuseTakenPorts(settings);
    const secrets = await loadSecrets(this.localDir);
    const servers = await localServers(settings, this.localDir, onProgress);
    this.undo.push(servers.close);
    await this.migrate(servers.urls);
    await this.startSandbox(secrets);
    const apps = await this.startApps(secrets, servers.urls);
    const seconds = (performance.now() - begun) / 1000;
    return startScreen({ settings, apps, servers: servers.describe, seconds });
  }

  private async migrate({ databaseUrl }: ServerUrls): Promise<void> {
    this.stopping.signal.throwIfAborted();
    const script = path.join(this.options.root, 'dist/tools/migrate/main.js');
    const env = { ...this.inherited, DATABASE_URL: databaseUrl };
    const said = await runCommand([process.execPath, script], env).catch((error: Error) => {
      throw new CannotStart(`The migrations failed: ${error.message}`);
    });
    this.options.onProgress(said.trim().split('\n').at(-1) ?? '');
  }

  private async startSandbox(secrets: LocalSecrets): Promise<void> {
    const { settings, onProgress } = this.options;
    const env = sandboxEnvironment(settings, secrets, path.join(this.localDir, 'sandbox'));
    if (!env) return;
    this.stopping.signal.throwIfAborted();
    const sandbox = this.programs.launch('tools/sandbox', env);
    this.undo.push(() => sandbox.stop());
    const ports = sandboxListeners(settings).map((name) => settings.ports[name]);
    const readiness = await this.programs.untilReady(sandbox, () => askPorts('127.0.0.1', ports));
    if (!readiness.ready) throw new CannotStart(`The sandbox is not ready: ${readiness.why}.`);
    onProgress(`sandbox stands in for ${env['SANDBOX_PARTS']?.replaceAll(',', ', ')}`);
  }

  private async startApps(secrets: LocalSecrets, urls: ServerUrls): Promise<StartedApp[]> {
    this.stopping.signal.throwIfAborted();
    const { settings } = this.options;
    const launched = appNames.map((name) => ({
      program: this.programs.launch(`apps/${name}`, appEnvironment(name, settings, secrets, urls)),
      healthUrl: `http://${healthHost(settings)}:${settings.ports[name]}/health`,
    }));
    this.undo.push(() => Promise.all(launched.map(({ program }) => program.stop())));
    return Promise.all(launched.map((app) => this.appReady(app)));
  }

  private async appReady({ program, healthUrl }: LaunchedApp): Promise<StartedApp> {
    const readiness = await this.programs.untilReady(program, () => askHealth(healthUrl));
    this.options.onProgress(`${program.name}: ${readiness.ready ? 'ok' : readiness.why}`);
    return { name: program.name, healthUrl, readiness };
  }
}

interface LaunchedApp {
  readonly program: SupervisedProgram;
  readonly healthUrl: string;
}

/** An app that listens everywhere is asked on loopback. */
const healthHost = ({ host }: LocalSettings) => (host === '0.0.0.0' ? '127.0.0.1' : host);
