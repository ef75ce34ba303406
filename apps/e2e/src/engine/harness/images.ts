import path from 'node:path';
import { docker, run } from './engine';

export const WORKSPACE = path.resolve(__dirname, '../../../../..');

/** Projects with an image, by the name of the image. */
export const PROJECTS = {
  'bot-gateway': 'apps/bot-gateway',
  'standby-controller': 'apps/standby-controller',
  'avatar-worker': 'apps/avatar-worker',
  'transcription-worker': 'apps/transcription-worker',
  'webhook-api': 'apps/webhook-api',
  migrate: 'tools/migrate',
  nginx: 'docker/nginx',
  backup: 'deploy/backup',
} as const;
export type ImageName = keyof typeof PROJECTS;
export const IMAGES = Object.keys(PROJECTS) as ImageName[];

/** What our images are made from. */
export const BASES = ['node:24-bookworm-slim', 'debian:bookworm-slim'];

/** Builds one image as `nx image` does, under a tag of the specs. @returns its name */
export async function buildImage(name: ImageName, tag: string, registry?: string): Promise<string> {
  const env = { TAG: tag, REGISTRY: registry };
  await run('node', ['tools/images/image.mjs', 'build', PROJECTS[name]], { cwd: WORKSPACE, env });
  return imageOf(name, tag, registry);
}

export const imageOf = (name: ImageName, tag: string, registry?: string): string =>
  `${registry ? `${registry}/` : ''}aisha/${name}:${tag}`;

/** An image that is made from another: `FROM` it, and these lines. */
export async function imageFrom(base: string, tag: string, lines: string[]): Promise<void> {
  const dockerfile = [`FROM ${base}`, ...lines].join('\n');
  await run('sh', ['-c', `printf '%s' "$DOCKERFILE" | docker build --quiet --tag '${tag}' -`], {
    env: { DOCKERFILE: dockerfile },
  });
}

export const removeImages = (tags: string[]) => docker('image', 'rm', '--force', ...tags);
