import type { SpokenSegment } from '@aisha/database';
import { type Cue, cuesOf } from './subtitle-cues';

/** SubRip: numbered, with commas before milliseconds; names of speakers stand before their words. */
export const srtFile = (segments: readonly SpokenSegment[]): Buffer =>
  Buffer.from(
    cuesOf(segments)
      .map((cue, index) => {
        const lines = [...cue.lines];
        if (cue.speaker) lines[0] = `${cue.speaker}: ${lines[0]}`;
        return `${index + 1}\r\n${span(cue, ',')}\r\n${lines.map(unmarked).join('\r\n')}\r\n`;
      })
      .join('\r\n'),
  );

/** WebVTT (W3C): speakers as voices. */
export const vttFile = (segments: readonly SpokenSegment[]): Buffer =>
  Buffer.from(
    [
      'WEBVTT\n',
      ...cuesOf(segments).map((cue) => {
        const text = cue.lines.map(escaped).join('\n');
        const said = cue.speaker ? `<v ${escaped(cue.speaker)}>${text}` : text;
        return `${span(cue, '.')}\n${said}\n`;
      }),
    ].join('\n'),
  );

const span = ({ start, end }: Cue, mark: string) =>
  `${moment(start, mark)} --> ${moment(end, mark)}`;

function moment(ms: number, mark: string): string {
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0');
  const clock = [two(ms / 3_600_000), two((ms / 60_000) % 60), two((ms / 1_000) % 60)].join(':');
  return `${clock}${mark}${String(ms % 1_000).padStart(3, '0')}`;
}

/** Players read these as markup, and SubRip has no way to escape them. */
const unmarked = (text: string) =>
  text.replaceAll('-->', '→').replaceAll('<', '‹').replaceAll('>', '›');

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
