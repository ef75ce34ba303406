import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_ROLES, type GatewayRole } from '@aisha/contracts';
import { CONFIG, HealthChecks, Metrics } from '@aisha/platform';
import type { GatewayConfig } from '../gateway.env';

/** What this gateway does about updates, for those who show it: health, heartbeat, metrics. */
@Injectable()
export class ReceivingState {
  private readonly listeners: (() => void)[] = [];
  private readonly roleGauge;
  private readonly epochGauge;
  private current: { role: GatewayRole; epoch: number | null } = { role: 'starting', epoch: null };
  /** Why polling does not get on at the moment. */
  fault?: string;

  constructor(@Inject(CONFIG) { BOT_MODE }: GatewayConfig, metrics: Metrics, checks: HealthChecks) {
    if (BOT_MODE !== 'webhook') checks.add('poller', async () => this.health());
    this.roleGauge = metrics.gauge('gateway_role', '1 for the role that it has now', ['role']);
    this.epochGauge = metrics.gauge(
      'poller_epoch',
      'Epoch under which it polls; 0 when it does not',
    );
    this.show();
  }

  get role(): GatewayRole {
    return this.current.role;
  }

  /** Fence epoch of the holder of the poller's lock: who polls, or who keeps the webhook set; else null. */
  get epoch(): number | null {
    return this.current.epoch;
  }

  set(role: GatewayRole, epoch: number | null = null): void {
    this.fault = undefined; // it was a fault of what this gateway did before
    if (role === this.role && epoch === this.epoch) return;
    this.current = { role, epoch };
    this.show();
    this.listeners.forEach((listener) => listener());
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  private health(): string {
    const { role, fault, epoch } = this;
    if (role === 'starting') throw new Error('waiting for Postgres');
    if (role === 'leaving') throw new Error('shutting down');
    if (fault) throw new Error(fault);
    return role === 'poller' ? `polling, epoch ${epoch}` : role;
  }

  private show(): void {
    for (const role of GATEWAY_ROLES) this.roleGauge.set({ role }, role === this.role ? 1 : 0);
    this.epochGauge.set(this.epoch ?? 0);
  }
}
