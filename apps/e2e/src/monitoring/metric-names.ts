/** Words of PromQL that stand where a metric could. */
const WORDS = new Set(
  'and or unless by without on ignoring group_left group_right offset bool le inf nan'.split(' '),
);

/** Names of the metrics that an expression asks for; a histogram's series as the histogram. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replace(/"(\\.|[^"\\])*"/g, '')
    .replace(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  return [...bare.matchAll(/\b[a-z_][a-z0-9_:]*\b(?!\s*\()/gi)]
    .map(([name]) => name)
    .filter((name) => !WORDS.has(name.toLowerCase()))
    .map((name) => name.replace(/_seconds_(bucket|count|sum)$/, '_seconds'));
}
