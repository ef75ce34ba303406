import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { eventually } from '@aisha/testing';
import { docker } from './engine';
import { WORKSPACE } from './images';
import { SANDBOX_IMAGE, SANDBOX_VARIABLES } from './strangers';

/** What compose writes on all that belongs to an installation. */
export const PROJECT = 'label=com.docker.compose.project=aisha';

const NAME = 'aisha-engine-sandbox';
const FIRST_PORT = 3000;
const START_MS = 120_000;

/** Networks with a way out, on which strangers are met. */
const OUTSIDE = { aisha_bot_cluster: '172.26.0.0/16', aisha_cluster: '172.27.0.0/16' };

const VARIABLES = {
  ...SANDBOX_VARIABLES,
  SANDBOX_FAL_TRAINING_MS: '600',
  SANDBOX_FAL_IMAGE_MS: '200',
  // It calls our public address, whose certificate is of our own making.
  NODE_EXTRA_CA_CERTS: '/tls/fullchain.pem',
};

/**
 * Telegram, FAL and OpenAI, in a container that the apps reach as they reach the internet.
 * @param home of the installation, with its certificate
 * @param ports of this machine's loopback
 */
export async function openSandbox(
  home: string,
  ports: number[],
): Promise<Record<'chat' | 'telegram' | 'fal' | 'openai', string>> {
  const programs = path.join(home, 'sandbox');
  await mkdir(programs);
  await cp(path.join(WORKSPACE, 'dist/tools/sandbox'), programs, { recursive: true });
  for (const [name, subnet] of Object.entries(OUTSIDE)) await docker(...networkOf(name, subnet));
  await docker(
    ...['create', '--name', NAME, '--network', 'aisha_bot_cluster', '--network-alias', 'sandbox'],
    ...ports.flatMap((port, index) => ['--publish', `127.0.0.1:${port}:${FIRST_PORT + index}`]),
    ...['--volume', `${programs}:/sandbox:ro`, '--volume', `${home}/tls:/tls:ro`],
    ...Object.entries(VARIABLES).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...[SANDBOX_IMAGE, 'node', '/sandbox/main.js'],
  );
  await docker('network', 'connect', '--alias', 'sandbox', 'aisha_cluster', NAME);
  await docker('start', NAME);
  const [chat, telegram, fal, openai] = ports.map((port) => `http://127.0.0.1:${port}`);
  await answers(telegram!);
  return { chat: chat!, telegram: telegram!, fal: fal!, openai: openai! };
}

export const closeSandbox = (): Promise<unknown> =>
  docker('rm', '--force', '--volumes', NAME).catch(() => undefined);

const answers = (telegram: string) =>
  eventually(
    async () => {
      const { ok } = await fetch(`${telegram}/_sandbox/state`);
      if (!ok) throw new Error('the stand-ins do not answer');
    },
    { timeoutMs: START_MS },
  );

/** As compose makes them: a deploy finds them and takes them for its own. */
const networkOf = (name: string, subnet: string) => [
  // Fixed addresses lie in the lower half.
  ...['network', 'create', '--subnet', subnet, '--ip-range', subnet.replace('0.0/16', '128.0/17')],
  ...['--label', PROJECT.slice('label='.length)],
  ...['--label', `com.docker.compose.network=${name}`, name],
];
