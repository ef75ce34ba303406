// Preload (`node --import`): a leak of so many megabytes, and work that takes the process so many of each 200 ms.
const { BURDEN_MB = '0', BURDEN_MS = '0' } = process.env;
const EACH_MS = 200;

globalThis.leak = Buffer.alloc(Number(BURDEN_MB) * 1024 * 1024, 1);
if (BURDEN_MS !== '0') {
  setInterval(() => {
    const end = performance.now() + Number(BURDEN_MS);
    while (performance.now() < end);
  }, EACH_MS).unref();
}
