import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const HOUR_S = 3_600;

/** What node-exporter tells of a host, its disk and its backups. */
export interface Host {
  diskLeft: number;
  backupAgeS: number;
  /** False: no backup of the database was ever made. */
  hasDatabase: boolean;
  failures: number;
  verifiedAgeS: number;
}

const WELL: Host = {
  diskLeft: 0.5,
  backupAgeS: HOUR_S / 2,
  hasDatabase: true,
  failures: 0,
  verifiedAgeS: 10 * HOUR_S,
};

/** A host as node-exporter shows it, textfile of the backups included; its state is set by the test. */
export class HostFigures {
  private host = WELL;
  private constructor(private readonly server: Server) {}

  static async open(): Promise<HostFigures> {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4').end(figures.text());
    });
    const figures = new HostFigures(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return figures;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  set(changes: Partial<Host>): void {
    this.host = { ...this.host, ...changes };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private text(): string {
    const { diskLeft, backupAgeS, hasDatabase, failures, verifiedAgeS } = this.host;
    const now = Date.now() / 1_000;
    const disk = 'mountpoint="/",fstype="ext4"';
    const parts = hasDatabase ? ['database', 'objects'] : ['objects'];
    return [
      `node_filesystem_size_bytes{${disk}} 1e11`,
      `node_filesystem_avail_bytes{${disk}} ${diskLeft * 1e11}`,
      ...parts.map(
        (part) => `backup_last_success_timestamp_seconds{part="${part}"} ${now - backupAgeS}`,
      ),
      `backup_failures_total{part="objects"} ${failures}`,
      `backup_verified_timestamp_seconds ${now - verifiedAgeS}`,
      '',
    ].join('\n');
  }
}
