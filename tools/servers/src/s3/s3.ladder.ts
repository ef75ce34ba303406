import { randomBytes } from 'node:crypto';
import { testS3Address } from '../addresses/test-addresses';
import type { Ladder } from '../ladder';
import type { OpenedS3, OpeningContext } from '../server.types';
import { messageOf, ServerUnavailable } from '../unavailable.errors';

const leftAlone = async () => undefined;

async function atAddress(): Promise<OpenedS3 | undefined> {
  const address = testS3Address(process.env);
  if (!address) return undefined;
  // Any answer will do: without a signature a healthy server says 403.
  await fetch(address.endpoint, { signal: AbortSignal.timeout(5_000) }).catch((error: Error) => {
    throw new ServerUnavailable(
      `TEST_S3_ENDPOINT does not answer: ${messageOf(error.cause ?? error)}.`,
    );
  });
  const describe = `S3 at ${address.endpoint} (TEST_S3_ENDPOINT)`;
  return { how: 'address', describe, ...address, close: leftAlone };
}

interface EmbeddedS3 {
  startS3Server(options: {
    port: number;
    dataDir: string;
    accessKey: string;
    secretKey: string;
  }): Promise<{ url: string; close(): Promise<void> }>;
}

/** The sandbox's S3 server, without the rest of the sandbox: built beside this program (build.json). */
const loadEmbeddedS3 = () =>
  import(new URL('./s3-server.js', import.meta.url).href) as Promise<EmbeddedS3>;

async function embedded({ dataDir }: OpeningContext): Promise<OpenedS3> {
  const { startS3Server } = await loadEmbeddedS3();
  const accessKey = 'aisha';
  const secretKey = randomBytes(24).toString('base64url');
  const server = await startS3Server({ port: 0, dataDir, accessKey, secretKey });
  return {
    how: 'embedded',
    describe: `S3 (embedded) on ${new URL(server.url).host}`,
    endpoint: server.url,
    accessKey,
    secretKey,
    close: () => server.close(),
  };
}

export const s3Ladder: Ladder<OpenedS3> = {
  title: 'S3',
  advice: 'set TEST_S3_ENDPOINT, TEST_S3_ACCESS_KEY and TEST_S3_SECRET_KEY',
  rungs: [
    { how: 'address', purposes: ['test'], open: atAddress },
    { how: 'embedded', purposes: ['test', 'local'], open: embedded },
  ],
};
