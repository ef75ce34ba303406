import { pollerOf, type Scene, sendsInFlight } from '../scene';
import { type Fault, seconds, type Struck } from './fault';

const WORKERS = ['transcription-worker', 'avatar-worker'];
const OTHERS = ['webhook-api', 'standby-controller'];

type Choice = (scene: Scene) => Promise<string> | string;

const poller: Choice = pollerOf;
const otherGateway: Choice = async (scene) => {
  const polls = await pollerOf(scene);
  return scene.gateways.find((name) => name !== polls)!;
};
const oneOf =
  (names: string[]): Choice =>
  ({ random }) =>
    random.pick(names);

/**
 * Ends at once, and whoever watches over it starts it again at once. It stands still for the moment in which its
 * sends in flight are counted: a count after its death would race with its successor.
 */
const kill =
  (choose: Choice) =>
  async (scene: Scene): Promise<Struck> => {
    const target = await choose(scene);
    const app = scene.stack.app(target);
    app.signal('SIGSTOP');
    const inFlight = await sendsInFlight(scene);
    await app.stop('SIGKILL');
    app.start();
    await scene.stack.healthy(target);
    return { target, inFlight };
  };

/** An orderly end, as at a deploy. */
const stop =
  (choose: Choice) =>
  async ({ stack, ...scene }: Scene): Promise<Struck> => {
    const target = await choose({ stack, ...scene });
    await stack.restart(target, 'SIGTERM');
    return { target };
  };

/** Hangs for longer than it is trusted, then goes on as if nothing had been. */
const freeze =
  (choose: Choice) =>
  async (scene: Scene): Promise<Struck> => {
    const target = await choose(scene);
    scene.stack.app(target).signal('SIGSTOP');
    const inFlight = await sendsInFlight(scene);
    await seconds(scene.random.between(4, 10)).finally(() =>
      scene.stack.app(target).signal('SIGCONT'),
    );
    await scene.stack.healthy(target);
    return { target, inFlight };
  };

/** Rows 1 to 6 of the matrix: what becomes of a process. */
export const processFaults: Fault[] = [
  { name: 'kill -9 of the poller', doubling: 'in-flight', strike: kill(poller) },
  { name: 'kill -9 of the standby', doubling: 'in-flight', strike: kill(otherGateway) },
  { name: 'kill -9 of a worker', doubling: 'none', strike: kill(oneOf(WORKERS)) },
  { name: 'kill -9 of another app', doubling: 'none', strike: kill(oneOf(OTHERS)) },
  { name: 'SIGTERM of the poller', doubling: 'none', strike: stop(poller) },
  { name: 'SIGTERM of a worker', doubling: 'none', strike: stop(oneOf(WORKERS)) },
  { name: 'SIGTERM of another app', doubling: 'none', strike: stop(oneOf(OTHERS)) },
  { name: 'SIGSTOP of the poller', doubling: 'in-flight', strike: freeze(poller) },
  { name: 'SIGSTOP of the standby', doubling: 'in-flight', strike: freeze(otherGateway) },
  { name: 'SIGSTOP of a worker', doubling: 'none', strike: freeze(oneOf(WORKERS)) },
  { name: 'SIGSTOP of another app', doubling: 'none', strike: freeze(oneOf(OTHERS)) },
];
