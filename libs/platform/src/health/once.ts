/**
 * Asks once for all who ask within some time: several gauges of one scrape, and several scrapers.
 * @param keptMs for how long an answer serves, from when it was asked for; a failed one serves nobody else
 */
export function once<Answer>(ask: () => Promise<Answer>, keptMs: number): () => Promise<Answer> {
  let last: { answer: Promise<Answer>; at: number } | undefined;
  return () => {
    if (last && performance.now() - last.at < keptMs) return last.answer;
    const current = { answer: ask(), at: performance.now() };
    last = current;
    current.answer.catch(() => {
      if (last === current) last = undefined;
    });
    return current.answer;
  };
}
