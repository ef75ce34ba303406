import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** pdf.js is an ES module that Jest's own loader cannot take: a process of its own reads the file from its input. */
const READER = `
  const { extractText } = await import(process.argv[1]);
  const { buffer } = await import('node:stream/consumers');
  const { text } = await extractText(new Uint8Array(await buffer(process.stdin)));
  console.log(JSON.stringify(text));
`;

/** The words on each page of a PDF, read by another library than the one that wrote it. */
export async function pdfPages(pdf: Buffer): Promise<string[]> {
  const library = pathToFileURL(require.resolve('unpdf')).href;
  const reading = run(process.execPath, ['--input-type=module', '-e', READER, library], {
    timeout: 30_000,
    maxBuffer: 10_000_000,
  });
  reading.child.stdin?.end(pdf);
  const { stdout } = await reading;
  return JSON.parse(stdout.slice(stdout.indexOf('['))) as string[];
}
