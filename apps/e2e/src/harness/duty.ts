import { eventually } from '@aisha/testing';
import type { Stack } from './stack';

export interface Failover {
  epoch: number;
  from: string | null;
  to: string;
  reason: string;
  gapMs: number | null;
}

export interface ControllerStatus {
  pollers: { botId: string; holder: string; epoch: number; since: string; held: boolean }[];
  gateways: { instance: string; role: string; telegramReachable: boolean }[];
  failovers: Failover[];
}

const SETTLES_MS = 30_000;

/** Two gateways and a controller: who polls, who stands by, and how that changes. */
export class Duty {
  constructor(
    private readonly stack: Stack,
    private readonly gateways: readonly [string, string],
    private controller = 'standby-controller',
  ) {}

  askOf(controller: string): void {
    this.controller = controller;
  }

  /** Waits until one polls, the other is ready to, and the controller knows both. */
  async settled(): Promise<{ poller: string; standby: string; epoch: number }> {
    return eventually(
      async () => {
        const { pollers, gateways } = await this.status();
        const [lease] = pollers;
        if (!lease?.held) throw new Error('nobody polls');
        const roles = this.gateways.map(
          (name) => gateways.find(({ instance }) => instance === name) ?? { role: 'unheard of' },
        );
        const ready = gateways.filter(({ telegramReachable }) => telegramReachable);
        if (ready.length < 2 || !roles.some(({ role }) => role === 'standby'))
          throw new Error(`not settled: ${JSON.stringify(gateways)}`);
        const poller = lease.holder;
        const standby = this.gateways.find((name) => name !== poller)!;
        return { poller, standby, epoch: lease.epoch };
      },
      { timeoutMs: SETTLES_MS },
    );
  }

  /** Waits until somebody polls under a later epoch. */
  async after(epoch: number): Promise<Failover> {
    return eventually(
      async () => {
        const failover = (await this.failovers()).find((one) => one.epoch > epoch);
        if (!failover) throw new Error(`still epoch ${epoch}`);
        return failover;
      },
      { timeoutMs: SETTLES_MS },
    );
  }

  /** The oldest first; from the database, so that it works without a controller. */
  async failovers(): Promise<Failover[]> {
    const rows = await this.stack.rows<Record<string, string | null>>(
      'select * from poller_failovers order by epoch',
    );
    return rows.map((row) => ({
      epoch: Number(row.epoch),
      from: row.from_instance!,
      to: row.to_instance!,
      reason: row.reason!,
      gapMs: row.gap_ms === null ? null : Number(row.gap_ms),
    }));
  }

  async status(): Promise<ControllerStatus> {
    const response = await this.ask('/status');
    return (await response.json()) as ControllerStatus;
  }

  move(body?: unknown): Promise<Response> {
    const json = { 'content-type': 'application/json' };
    return this.ask('/failover', {
      method: 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: json }),
    });
  }

  ask(path: string, init: RequestInit = {}, token = this.stack.secrets.CONTROL_TOKEN) {
    return fetch(`${this.stack.address(this.controller)}${path}`, {
      ...init,
      headers: { ...(init.headers as object), authorization: `Bearer ${token}` },
    });
  }

  /** Times that a gateway met another poller at Telegram. */
  async conflicts(): Promise<number> {
    const counts = await Promise.all(
      this.gateways.map(async (name) => {
        const metrics = await (await fetch(`${this.stack.address(name)}/metrics`)).text();
        return Number(/poll_faults_total\{kind="other-poller"\} (\d+)/.exec(metrics)?.[1] ?? 0);
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }
}
