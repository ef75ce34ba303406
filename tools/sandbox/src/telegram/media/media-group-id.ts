import { randomInt } from 'node:crypto';

/** The id that the items of one album share. */
export const newMediaGroupId = () => String(randomInt(10 ** 13, 10 ** 14));
