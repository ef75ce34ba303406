import { Injectable } from '@nestjs/common';
import type { GatewayHeartbeat } from '@aisha/contracts';

/** A gateway that was silent for this long is no longer shown: three missed beats. */
const SILENT_AFTER_MS = 3_500;
/** Who is to take over was heard lately: one beat may be lost. */
const FRESH_MS = 2_200;

export interface RosterEntry extends GatewayHeartbeat {
  /** Milliseconds since its last heartbeat arrived, by this process's own clock. */
  silentMs: number;
}

/** The gateways that were heard lately. In memory only: a new controller knows them all within a second. */
@Injectable()
export class Roster {
  private readonly heard = new Map<string, { heartbeat: GatewayHeartbeat; at: number }>();

  hear(heartbeat: GatewayHeartbeat, at = performance.now()): void {
    this.heard.set(heartbeat.instance, { heartbeat, at });
  }

  list(now = performance.now()): RosterEntry[] {
    for (const [instance, { at }] of this.heard) {
      if (now - at > SILENT_AFTER_MS) this.heard.delete(instance);
    }
    return [...this.heard.values()]
      .map(({ heartbeat, at }) => ({ ...heartbeat, silentMs: Math.round(now - at) }))
      .sort((a, b) => a.instance.localeCompare(b.instance));
  }

  find(instance: string, now = performance.now()): RosterEntry | undefined {
    return this.list(now).find((entry) => entry.instance === instance);
  }

  /** Standbys of the bot that could poll right now, the one that runs longest first. */
  ready(botId: string, now = performance.now()): RosterEntry[] {
    return this.list(now)
      .filter((entry) => entry.botId === botId && isReady(entry))
      .sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  }
}

export const isReady = ({ role, telegramReachable, silentMs }: RosterEntry): boolean =>
  role === 'standby' && telegramReachable && silentMs < FRESH_MS;
