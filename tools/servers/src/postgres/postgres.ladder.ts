import { testDatabaseUrl, withoutPassword } from '../addresses/test-addresses';
import { openContainer } from '../docker/container';
import type { Ladder } from '../ladder';
import type { OpenedUrl, OpeningContext } from '../server.types';
import { messageOf, ServerUnavailable } from '../unavailable.errors';
import { findPostgresBinaries } from './postgres-binaries';
import { createDatabaseIfMissing, onConnection, postgresAnswers } from './postgres-connection';
import { openPostgresProcess } from './postgres-process';
import { randomBytes } from 'node:crypto';

const leftAlone = async () => undefined;

async function atAddress(): Promise<OpenedUrl | undefined> {
  const url = testDatabaseUrl(process.env);
  if (!url) return undefined;
  const describe = `Postgres at ${withoutPassword(url)} (TEST_DATABASE_URL)`;
  await onConnection(url, (client) => client.query('select 1')).catch((error: unknown) => {
    throw new ServerUnavailable(`TEST_DATABASE_URL does not answer: ${messageOf(error)}.`);
  });
  return { how: 'address', describe, url, close: leftAlone };
}

async function inDocker({ onProgress }: OpeningContext): Promise<OpenedUrl> {
  const image = 'postgres:17-bookworm';
  const password = randomBytes(18).toString('base64url');
  const urlAt = (address: string) => `postgresql://aisha:${password}@${address}/aisha_test`;
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=300',
  ];
  const { address, close } = await openContainer({
    image,
    port: 5432,
    environment: { POSTGRES_USER: 'aisha', POSTGRES_PASSWORD: password, POSTGRES_DB: 'aisha_test' },
    command: ['postgres', ...settings.flatMap((setting) => ['-c', setting])],
    answers: (at) => postgresAnswers(urlAt(at)),
    onProgress,
  });
  return {
    how: 'docker',
    describe: `Postgres (docker, ${image}) on ${address}`,
    url: urlAt(address),
    close,
  };
}

async function byBinaries(context: OpeningContext): Promise<OpenedUrl> {
  const server = await openPostgresProcess(findPostgresBinaries(), context);
  const database = context.purpose === 'test' ? 'aisha_test' : 'aisha';
  return { ...server, url: await createDatabaseIfMissing(server.url, database) };
}

export const postgresLadder: Ladder<OpenedUrl> = {
  title: 'Postgres',
  advice: 'start Docker, or install PostgreSQL 17 (Debian: apt-get install postgresql)',
  rungs: [
    { how: 'address', purposes: ['test'], open: atAddress },
    { how: 'docker', purposes: ['test'], open: inDocker },
    { how: 'embedded', purposes: ['test', 'local'], open: byBinaries },
  ],
};
