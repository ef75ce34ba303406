/**
 * A map that forgets: an entry lives for at least `lifeMs` after it was set, and at most for twice as long.
 * It needs neither a timer nor a walk through its entries, so a hot path may ask it.
 */
export class ForgetfulMap<Key, Value> {
  private recent = new Map<Key, Value>();
  private older = new Map<Key, Value>();
  private turnedAt = -Infinity;

  constructor(private readonly lifeMs: number) {}

  get size(): number {
    return this.recent.size + this.older.size;
  }

  /** @param now milliseconds of a clock that only goes forward */
  get(key: Key, now: number): Value | undefined {
    this.turn(now);
    return this.recent.get(key) ?? this.older.get(key);
  }

  set(key: Key, value: Value, now: number): void {
    this.turn(now);
    this.recent.set(key, value);
  }

  private turn(now: number): void {
    const age = now - this.turnedAt;
    if (age < this.lifeMs) return;
    this.older = age < 2 * this.lifeMs ? this.recent : new Map<Key, Value>();
    this.recent = new Map<Key, Value>();
    this.turnedAt = now;
  }
}
