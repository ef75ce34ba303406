import { connect } from 'node:net';

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly why: string };

interface HealthReport {
  readonly checks?: Record<string, { readonly status: string; readonly detail?: string }>;
}

/** Asks an app's /health. */
export async function askHealth(url: string): Promise<Readiness> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
    if (response.status === 200) return { ready: true };
    const report = (await response.json().catch(() => ({}))) as HealthReport;
    return { ready: false, why: describeReport(report) || `it answers ${response.status}` };
  } catch {
    return { ready: false, why: 'it does not answer' };
  }
}

export function describeReport({ checks = {} }: HealthReport): string {
  return Object.entries(checks)
    .filter(([, { status }]) => status !== 'ok')
    .map(([name, { status, detail }]) => `${name} is ${status}${detail ? ` (${detail})` : ''}`)
    .join(', ');
}

/** Whether each of these ports takes connections. */
export async function askPorts(host: string, ports: readonly number[]): Promise<Readiness> {
  const taken = await Promise.all(ports.map((port) => acceptsConnections(host, port)));
  const silent = ports.filter((_, index) => !taken[index]);
  if (silent.length === 0) return { ready: true };
  return { ready: false, why: `nothing listens on port ${silent.join(', ')}` };
}

function acceptsConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 });
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false)).once('timeout', () => answer(false));
  });
}
