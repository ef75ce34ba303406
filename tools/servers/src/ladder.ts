import type { How, OpenedServer, OpeningContext, Purpose } from './server.types';
import { messageOf, ServerUnavailable } from './unavailable.errors';

/** One way of getting a server. */
export interface Rung<Server extends OpenedServer> {
  readonly how: How;
  readonly purposes: readonly Purpose[];
  /** Undefined or NotHere: try the next rung. */
  open(context: OpeningContext): Promise<Server | undefined>;
}

export interface Ladder<Server extends OpenedServer> {
  readonly title: string;
  /** What a person can do when no rung holds. */
  readonly advice: string;
  readonly rungs: readonly Rung<Server>[];
}

/** AISHA_TEST_SERVERS: only Docker, or no Docker. */
export type Forced = 'docker' | 'binary';

export function readForced(value: string | undefined): Forced | undefined {
  if (!value) return undefined;
  if (value === 'docker' || value === 'binary') return value;
  throw new ServerUnavailable(`AISHA_TEST_SERVERS must be docker or binary, got "${value}".`);
}

/** The rungs that count in this run. A server that has no Docker rung keeps its others. */
export function selectRungs<Server extends OpenedServer>(
  { rungs }: Ladder<Server>,
  purpose: Purpose,
  forced?: Forced,
): Rung<Server>[] {
  const fitting = rungs.filter((rung) => rung.purposes.includes(purpose));
  if (forced === 'binary') return fitting.filter((rung) => rung.how !== 'docker');
  const docker = fitting.filter((rung) => rung.how === 'docker');
  return forced === 'docker' && docker.length > 0 ? docker : fitting;
}

/**
 * Opens the server by the first rung that holds.
 * A fault of a given address ends the climb: falling back in silence would test something else.
 * @throws ServerUnavailable one sentence that says what to install
 */
export async function climb<Server extends OpenedServer>(
  ladder: Ladder<Server>,
  context: OpeningContext,
  forced?: Forced,
): Promise<Server> {
  const failures: string[] = [];
  for (const rung of selectRungs(ladder, context.purpose, forced)) {
    try {
      const server = await rung.open(context);
      if (server) return server;
    } catch (error) {
      if (error instanceof ServerUnavailable) throw error;
      failures.push(`${rung.how}: ${messageOf(error)}`);
    }
  }
  const tried = failures.length > 0 ? ` (${failures.join('; ')})` : '';
  throw new ServerUnavailable(`No ${ladder.title} to use: ${ladder.advice}${tried}.`);
}
