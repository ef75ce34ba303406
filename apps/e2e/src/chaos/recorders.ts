import { setTimeout as delay } from 'node:timers/promises';
import { Person } from '../harness/person';
import { voice } from '../harness/samples';
import type { Scene } from './scene';

/** So many that none speaks again before the last recording was heard, in quiet times. */
const PEOPLE = 20;

/** People who send recordings: files on their way from Telegram to S3, and work for ffmpeg and a provider. */
export class Recorders {
  private readonly recording = voice('en-short');
  sent = 0;

  constructor(
    private readonly scene: Scene,
    private readonly perSecond: number,
  ) {}

  async run(end: AbortSignal): Promise<void> {
    if (this.perSecond === 0) return;
    const { crowd, stack } = this.scene;
    const ids = await crowd.arrive(PEOPLE);
    const people = ids.map((id) => new Person(`${stack.urls.chat}/api`, id));
    while (!end.aborted) {
      await people[this.sent % people.length]!.send('voice', [this.recording]);
      this.sent++;
      await delay(1_000 / this.perSecond, undefined, { signal: end }).catch(() => undefined);
    }
  }
}
