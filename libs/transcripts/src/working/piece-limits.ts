import type { TranscriptionModel } from '@aisha/integrations';
import { VOICE_BYTES_A_SECOND } from '../media/audio-decoder';
import type { PieceLimits } from '../media/piece-plan';

/** A lost piece costs five minutes of sound; an hour is heard in the time of a few. */
const TARGET_SECONDS = 5 * 60;
/** Holds the longest word and some of its neighbours, by which the two pieces are joined. */
const OVERLAP_SECONDS = 4;
/** Codecs pad what is cut. */
const SPARE_SECONDS = 1;

/** How long pieces may be for a model. Voices are told apart within one piece, so there they are as long as can be. */
export function pieceLimits({ maxBytes, maxSeconds, speakers }: TranscriptionModel): PieceLimits {
  const most = Math.min(maxSeconds - SPARE_SECONDS, Math.floor(maxBytes / VOICE_BYTES_A_SECOND));
  const targetSeconds = speakers ? most : Math.min(TARGET_SECONDS, most);
  return {
    targetSeconds,
    maxSeconds: most,
    overlapSeconds: Math.min(OVERLAP_SECONDS, targetSeconds / 5),
  };
}
