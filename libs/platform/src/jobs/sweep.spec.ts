import { eventually } from '@aisha/testing';
import { Sweep } from './sweep';

/** Rounds that end when the test says so. */
class Broom extends Sweep {
  rounds = 0;
  atOnce = 0;
  mostAtOnce = 0;
  finish: () => void = () => undefined;

  constructor() {
    super(60_000);
  }

  protected async sweep(): Promise<void> {
    this.rounds++;
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await new Promise<void>((resolve) => (this.finish = resolve));
    this.atOnce--;
  }
}

describe('a sweep', () => {
  let broom: Broom;
  beforeEach(() => {
    broom = new Broom();
    broom.onApplicationBootstrap();
    return eventually(() => broom.rounds === 1);
  });
  afterEach(async () => {
    const ended = broom.beforeApplicationShutdown();
    broom.finish();
    await ended;
  });

  it('should make its next round at once when it is hurried', async () => {
    broom.finish();
    await eventually(() => broom.atOnce === 0);
    broom.hurry();
    await eventually(() => broom.rounds === 2);
  });

  it('should end the round that runs first, and hurry once however often it is told', async () => {
    broom.hurry();
    broom.hurry();
    broom.finish();
    await eventually(() => broom.rounds === 2);
    broom.finish();
    await eventually(() => broom.atOnce === 0);
    expect([broom.rounds, broom.mostAtOnce]).toEqual([2, 1]);
  });
});
