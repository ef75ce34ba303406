import { rm } from 'node:fs/promises';
import path from 'node:path';
import { climb, readForced } from './ladder';
import { postgresLadder } from './postgres/postgres.ladder';
import { redisLadder } from './redis/redis.ladder';
import { s3Ladder } from './s3/s3.ladder';
import type { OpeningContext, Progress, Purpose, ServerKind, ServersByKind } from './server.types';
import { makeTemporaryFolder } from './temporary-folder';

export interface OpenServersOptions<Kind extends ServerKind> {
  readonly purpose: Purpose;
  readonly want: readonly Kind[];
  /** Where the servers keep their data, a folder each. Absent: a temporary folder, removed by `close()`. */
  readonly dataDir?: string;
  readonly onProgress?: Progress;
}

export type OpenedServers<Kind extends ServerKind> = Pick<ServersByKind, Kind> & {
  /** Stops all that was started, then removes temporary data. */
  close(): Promise<void>;
};

const openers: { [Kind in ServerKind]: (context: OpeningContext) => Promise<ServersByKind[Kind]> } =
  {
    postgres: (context) => climb(postgresLadder, context, forced(context)),
    redis: (context) => climb(redisLadder, context, forced(context)),
    s3: (context) => climb(s3Ladder, context, forced(context)),
  };
const forced = ({ purpose }: OpeningContext) =>
  purpose === 'test' ? readForced(process.env['AISHA_TEST_SERVERS']) : undefined;

/**
 * Finds or starts the wanted servers, side by side.
 * @throws ServerUnavailable one sentence; whatever was started by then is stopped again
 */
export async function openServers<Kind extends ServerKind>({
  purpose,
  want,
  dataDir,
  onProgress = () => undefined,
}: OpenServersOptions<Kind>): Promise<OpenedServers<Kind>> {
  const root = dataDir ?? (await makeTemporaryFolder());
  const opening = want.map(async (kind) => {
    const server = await openers[kind]({ purpose, dataDir: path.join(root, kind), onProgress });
    onProgress(server.describe);
    return [kind, server] as const;
  });
  const results = await Promise.allSettled(opening);
  const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const close = async () => {
    await Promise.all(opened.map(([, server]) => server.close()));
    if (!dataDir) await rm(root, { recursive: true, force: true });
  };
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return { ...(Object.fromEntries(opened) as Pick<ServersByKind, Kind>), close };
  await close();
  throw failed.reason;
}
