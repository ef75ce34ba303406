const number = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
const list = (name: string, fallback: string): string[] =>
  (process.env[name] ?? fallback).split(',').filter((part) => part !== '');

/** How long and how often to measure; the environment makes it shorter or longer. */
export const SETTINGS = {
  /** Rounds; each measures every contender once. */
  runs: number('RUNS', 5),
  /** Updates a second of the open-loop loads. */
  rates: list('RATES', '200,1000').map(Number),
  /** How long each open-loop load lasts in each round. */
  seconds: number('SECONDS', 5),
  backlog: number('BACKLOG', 20_000),
  /** What is left of a backlog is withdrawn after this long: a slow contender shows its rate all the same. */
  drainMs: number('DRAIN_MS', 6_000),
  people: number('PEOPLE', 5_000),
  /** Names of contenders; none: all. */
  contenders: list('CONTENDERS', ''),
  /** Folder for CPU profiles of our gateway, written when it stops. */
  profiles: process.env.PROFILES,
};
