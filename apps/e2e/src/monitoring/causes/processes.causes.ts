import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Cause, type DutyScene, fires, prometheusTarget } from '../scene';

const BURDEN = pathToFileURL(path.join(__dirname, '../burden.mjs')).href;

/** A process that leaks 500 of its 512 MB and is busy for most of its time. */
export const burdened: Cause = async ({ stack, prometheus }) => {
  await stack.addReplica('webhook-api', 'burdened', {
    NODE_OPTIONS: `--import=${BURDEN}`,
    BURDEN_MB: '500',
    BURDEN_MS: '150',
  });
  await prometheus.watch(prometheusTarget(stack, 'burdened', 'webhook-api'));
};

/** A process that ends and is started again, as a container would be, each time that Prometheus has seen it. */
export const restarts: Cause = async (scene) => {
  const { stack, prometheus } = scene;
  let last = '';
  await fires(scene, 'Restarting', async () => {
    const [seen] = await prometheus.query('process_start_time_seconds{app="webhook-api"}');
    if (!seen || seen.value[1] === last) return;
    last = seen.value[1];
    await stack.restart('webhook-api');
  });
};

/** The poller is killed each time that there is one. */
export const failovers: Cause<DutyScene> = (scene) =>
  fires(scene, 'FailoversFlapping', async () => {
    const { poller } = await scene.duty.settled();
    await scene.stack.restart(poller);
  });

/** A program that is not ours asks for updates, and takes none away. */
export const otherProgram: Cause = ({ stack, prometheus }) => {
  const url = `${stack.urls.telegram}/bot${stack.token}/getUpdates?timeout=1`;
  return fires({ stack, prometheus }, 'OtherProgramPolls', () => fetch(url));
};

export const noStandby: Cause<DutyScene> = async ({ stack, duty }) => {
  const { standby } = await duty.settled();
  await stack.app(standby).stop();
};
