import fc from 'fast-check';
import { trainingProgress } from './training-progress';

const bar = (done: number, of: number) =>
  `Training:  ${Math.floor((100 * done) / of)}%|████▏     | ${done}/${of} [02:10<03:15,  3.07it/s, loss=0.41]`;

describe('the progress of a training', () => {
  it.each<[string, string[], number | undefined]>([
    ['no line yet', [], undefined],
    ['a bar', [bar(400, 1_000)], 40],
    ['the last of several bars', [bar(100, 1_000), bar(250, 1_000), bar(251, 1_000)], 25],
    ['many bars in a line', [`${bar(1, 1_000)}\r${bar(90, 1_000)}\r${bar(995, 1_000)}`], 99],
    ['plain bars', [' 40%|####      | 400/1000 [..]'], 40],
    ['steps', ['step 400/1000, loss 0.3'], 40],
    ['steps of the sandbox', ['Training: 50% | step 500/1000'], 50],
    ['steps in words', ['INFO Steps: 10 of 1000'], 1],
    ['the end', [bar(1_000, 1_000)], 100],
    ['the beginning', [bar(0, 1_000)], 0],
    ['an earlier line that comes late', [bar(400, 1_000), bar(100, 1_000)], 40],
    ['a download', [bar(3, 3), 'Fetching 10 files: 100%|##########| 10/10 [00:01]'], undefined],
    ['more than all', [bar(1_200, 1_000)], undefined],
    ['nothing of nothing', ['step 0/0'], undefined],
    ['garbage', ['', '100%', '40%|', 'step /1000', '%|#| x/1000', '\u0000'], undefined],
  ])('should be read from %s', (_what, logs, percent) => {
    expect(trainingProgress(logs, 1_000)).toEqual(percent === undefined ? {} : { percent });
  });

  it('should be whole percent from 0 to 100, or nothing, whatever FAL logs', () => {
    const piece = fc.constantFrom('40%|##|', '400/1000', 'step ', '%|', '|', ' of ', '9', '\n');
    const line = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(fc.array(line), fc.nat(2_000), (logs, steps) => {
        const { percent = 0 } = trainingProgress(logs, steps);
        expect(Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(true);
      }),
    );
  });

  it('should be read from a long log', () => {
    const logs = Array.from({ length: 200_000 }, (_, step) => bar(step, 200_000));
    expect(trainingProgress([...logs, '40%|'.repeat(100_000)], 200_000)).toEqual({ percent: 99 });
  });
});
