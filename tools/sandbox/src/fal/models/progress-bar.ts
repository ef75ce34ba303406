const width = 10;

/** A line of tqdm, which is how trainers at FAL log how far they are. */
export function progressBar(what: string, done: number, of: number, elapsedMs: number): string {
  const share = done / of;
  const bar = '#'.repeat(Math.floor(share * width)).padEnd(width);
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  const leftMs = share > 0 ? elapsedMs / share - elapsedMs : 0;
  const rate = elapsedMs > 0 ? ((done * 1_000) / elapsedMs).toFixed(2) : '?';
  return `${what}: ${percent}|${bar}| ${done}/${of} [${clock(elapsedMs)}<${clock(leftMs)}, ${rate}it/s]`;
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
