import { randomInt } from 'node:crypto';

/** As long as Telegram's. */
export const newQueryId = () => `${randomInt(10 ** 9, 10 ** 10)}${randomInt(10 ** 8, 10 ** 9)}`;
