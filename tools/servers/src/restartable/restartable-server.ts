import { stopProcess } from '../processes/running-process';
import { type ServerCommand, startServerProcess } from '../processes/server-process';

/** A server of one's own that is killed and started again where it was, with its data. */
export interface RestartableServer {
  /** With user name and password; the same after each start. */
  readonly url: string;
  /** Ends it by this signal and waits until it is gone. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again; resolves when it answers. */
  start(): Promise<void>;
  /** Ends it for good. */
  close(): Promise<void>;
}

// The children of a killed Postgres hold its shared memory for a moment more.
const TRIES = 5;

/** Starts the server; `release` runs after it has ended for good. */
export async function startRestartable(
  url: string,
  command: ServerCommand,
  release: () => Promise<void> = async () => undefined,
): Promise<RestartableServer> {
  let running = await startServerProcess(command);
  const [gentlest] = command.stopSignals;
  return {
    url,
    stop: (signal) => stopProcess(running.pid, [signal]),
    start: async () => {
      running = await startAgain(command);
    },
    close: () => stopProcess(running.pid, gentlest ? [gentlest] : []).finally(release),
  };
}

async function startAgain(command: ServerCommand, triesLeft = TRIES) {
  try {
    return await startServerProcess(command);
  } catch (error) {
    if (triesLeft <= 1) throw error;
    return startAgain(command, triesLeft - 1);
  }
}
