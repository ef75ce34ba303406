import fc from 'fast-check';
import { cuesOf } from './subtitle-cues';
import { srtFile, vttFile } from './subtitle-file';

const LONG =
  'Это очень длинное предложение, которое никак не поместится в две строки субтитров, и потому его показывают по частям.';
const segments = [
  { start: 0, end: 1.5, text: ' Привет! ', speaker: 'A' },
  { start: 1.5, end: 9.5, text: LONG, speaker: 'B' },
  { start: 10, end: 10, text: '   ' },
  { start: 3_661.25, end: 3_662, text: 'Fish & <chips> --> end' },
];

describe('subtitles', () => {
  it('should be SubRip with numbers, commas and who speaks', () => {
    const cues = srtFile(segments).toString().split('\r\n\r\n');
    expect(cues[0]).toBe('1\r\n00:00:00,000 --> 00:00:01,500\r\nA: Привет!');
    expect(cues.at(-1)).toBe(
      `${cues.length}\r\n01:01:01,250 --> 01:01:02,000\r\nFish & ‹chips› → end\r\n`,
    );
    expect(cues).toHaveLength(4);
  });

  it('should be WebVTT with voices, and nothing in them markup', () => {
    const file = vttFile(segments).toString();
    expect(file.startsWith('WEBVTT\n\n00:00:00.000 --> 00:00:01.500\n<v A>Привет!\n\n')).toBe(true);
    expect(
      file.endsWith('01:01:01.250 --> 01:01:02.000\nFish &amp; &lt;chips&gt; --&gt; end\n'),
    ).toBe(true);
  });

  it('should show people who speak at the same time in turn, each when it was said', () => {
    const both = [
      { start: 0, end: 10, text: LONG, speaker: 'A' },
      { start: 1, end: 2, text: 'Да!', speaker: 'B' },
    ];
    const cues = cuesOf(both);
    expect(cues.map(({ speaker }) => speaker)).toEqual(['A', 'B', 'A']);
    expect(cues[1]).toMatchObject({ start: 1_000, end: 2_000 });
  });

  it('should show everything that was said, readable, one after the other', () => {
    const times = fc.double({ min: 0, max: 7_200, noNaN: true });
    const segment = fc.record({
      start: times,
      end: times,
      text: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.lorem({ maxCount: 60 })),
    });
    fc.assert(
      fc.property(fc.array(segment), (said) => {
        const spoken = said.map((one, index) => {
          return { ...one, end: Math.max(one.start, one.end), speaker: `${index}` };
        });
        const cues = cuesOf(spoken);
        for (const { speaker, text } of spoken) {
          const shown = cues.filter((cue) => cue.speaker === speaker).flatMap(({ lines }) => lines);
          expect(shown.join('').replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
        }
        let before = 0;
        for (const { start, end, lines } of cues) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(lines.length).toBeLessThanOrEqual(2);
          expect(lines.every((line) => line.trim() !== '' && [...line].length <= 42)).toBe(true);
          before = end;
        }
      }),
    );
  });
});
