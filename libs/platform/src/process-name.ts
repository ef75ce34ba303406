import { randomBytes } from 'node:crypto';

const PROCESS_ID = randomBytes(6).toString('hex');

/**
 * Names this very process, also when it is started again under the same instance name: what owns claims and
 * leases. It is the `application_name` of the process's database sessions, so that anyone can see whether it
 * lives; hence ASCII and below Postgres' 63 bytes.
 */
export const processName = ({ INSTANCE_ID = 'process' }: { INSTANCE_ID?: string }): string =>
  `aisha/${INSTANCE_ID.replaceAll(/[^\w.-]/g, '-').slice(0, 40)}/${PROCESS_ID}`;
