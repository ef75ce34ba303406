import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Metrics } from '@aisha/platform';
import type { Update } from 'telegraf/types';
import { ForgetfulMap } from '../limits/forgetful-map';
import type { LimitsConfig } from '../limits/limits.env';
import { type Bucket, type Counted, countedUpdate } from './counted-update';
import { type Addition, SharedTally } from './shared-tally';

/** Too much of one person within a minute. Only the `first` of a minute is answered. */
export interface Limited {
  kind: 'limited-first' | 'limited';
  /** Until everything is taken again. */
  waitMs: number;
}
export type Verdict = { kind: 'ok' } | Limited;

/** A person who goes through menus presses often and costs little; uploads come in bursts. */
const SHARES: Record<Bucket, (limit: number) => number> = {
  message: (limit) => limit,
  press: (limit) => 2 * limit,
  group: (limit) => limit,
  // An avatar takes up to 20 photos, which some people send one by one, and again when they are refused.
  upload: (limit) => Math.max(3 * limit, 60),
};
/** An update that failed is tried again within moments; it was counted then. */
const VERDICT_LIFE_MS = 10_000;
/** The photos of an album arrive within seconds, in one poll or two. */
const ALBUM_LIFE_MS = 30_000;
const OK: Verdict = { kind: 'ok' };

/** What of one person's counts under one key, by its place among the updates. */
interface Group extends Addition {
  bucket: Bucket;
  places: number[];
}

/** Holds back a person who sends more than anybody reads, without harm to albums, uploads and payments. */
@Injectable()
export class RateLimit {
  private readonly perMinute: number;
  private readonly verdicts = new ForgetfulMap<number, Verdict>(VERDICT_LIFE_MS);
  private readonly albums = new ForgetfulMap<string, Verdict>(ALBUM_LIFE_MS);
  private readonly limited;

  constructor(
    @Inject(CONFIG) config: LimitsConfig,
    private readonly tally: SharedTally,
    metrics: Metrics,
  ) {
    this.perMinute = config.RATE_LIMIT_PER_MINUTE;
    this.limited = metrics.counter('updates_limited_total', 'Updates beyond a limit, by kind', [
      'bucket',
    ]);
  }

  /**
   * Judges updates of one bot in the order in which they came, in one round trip to Redis. An update that is
   * judged again within 10 s by this process keeps its verdict and is not counted twice. Never throws: without
   * Redis it counts in memory.
   * @returns a verdict for each
   */
  async check(botId: number, updates: readonly Update[]): Promise<Verdict[]> {
    if (this.perMinute === 0) return updates.map(() => OK);
    const counted = updates.map((update) => countedUpdate(update));
    const verdicts = updates.map((update, place) => this.known(update, counted[place]));
    const groups = this.group(botId, counted, verdicts);
    if (groups.length > 0) await this.judge(groups, verdicts);
    return updates.map((update, place) => this.remember(update, counted[place], verdicts[place]));
  }

  private known({ update_id: id }: Update, counted: Counted | undefined): Verdict | undefined {
    if (!counted) return OK;
    const now = performance.now();
    const verdict = this.verdicts.get(id, now);
    return verdict ?? (counted.album ? this.albums.get(counted.album, now) : undefined);
  }

  private group(botId: number, counted: (Counted | undefined)[], known: (Verdict | undefined)[]) {
    const groups = new Map<string, Group>();
    const albums = new Set<string>();
    counted.forEach((one, place) => {
      if (!one || known[place] || (one.album && albums.has(one.album))) return;
      if (one.album) albums.add(one.album);
      const key = `rate:{${botId}}:${one.bucket}:${one.personId}`;
      const group = groups.get(key) ?? this.emptyGroup(key, one.bucket);
      group.places.push(place);
      group.count++;
      groups.set(key, group);
    });
    return [...groups.values()];
  }

  private emptyGroup(key: string, bucket: Bucket): Group {
    return { key, bucket, count: 0, limit: SHARES[bucket](this.perMinute), places: [] };
  }

  private async judge(groups: Group[], verdicts: (Verdict | undefined)[]): Promise<void> {
    const tallies = await this.tally.add(groups);
    groups.forEach(({ places, limit, bucket }, index) => {
      const { count, leftMs } = tallies[index]!;
      places.forEach((place, nth) => {
        const ahead = count - places.length + nth;
        verdicts[place] = verdictFor(ahead, limit, leftMs);
        if (ahead >= limit) this.limited.inc({ bucket });
      });
    });
  }

  /** A member of an album that was not counted itself shares the verdict of the one that was. */
  private remember(
    { update_id: id }: Update,
    counted: Counted | undefined,
    judged: Verdict | undefined,
  ): Verdict {
    if (!counted) return OK;
    const now = performance.now();
    const { album } = counted;
    if (judged && album) this.albums.set(album, again(judged), now);
    const verdict = judged ?? (album ? this.albums.get(album, now) : undefined) ?? OK;
    this.verdicts.set(id, verdict, now);
    return verdict;
  }
}

function verdictFor(ahead: number, limit: number, waitMs: number): Verdict {
  if (ahead < limit) return OK;
  return { kind: ahead === limit ? 'limited-first' : 'limited', waitMs };
}

/** The rest of an album is not told once more what its first photo was told. */
const again = (verdict: Verdict): Verdict =>
  verdict.kind === 'limited-first' ? { ...verdict, kind: 'limited' } : verdict;
