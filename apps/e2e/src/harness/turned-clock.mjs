// Preload (`node --import`): the time of day of one process, off by what a file says, while it runs. Timers and
// performance.now() go on as they are, as when an operator or NTP sets a machine's clock.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** How soon a test's turn is seen. */
const LOOK_EACH_MS = 50;

const { TURNED_CLOCK_DIR = '', INSTANCE_ID = '' } = process.env;
const file = path.join(TURNED_CLOCK_DIR, INSTANCE_ID);
const RealDate = Date;
let offsetMs = 0;

const look = () => {
  try {
    offsetMs = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    offsetMs = 0; // nobody has turned it
  }
};
look();
setInterval(look, LOOK_EACH_MS).unref();

const now = () => RealDate.now() + offsetMs;
const TurnedDate = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
});
RealDate.prototype.constructor = TurnedDate;
globalThis.Date = TurnedDate;
