import { startSandbox } from './sandbox';
import { readSettings } from './settings';

try {
  const sandbox = await startSandbox(readSettings(process.env));
  console.log(JSON.stringify({ msg: 'sandbox ready', urls: sandbox.urls }));
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    void sandbox.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
