/** Recordings measured, and recordings heard, at a time: ffmpeg fills a core with each. */
export const RECORDINGS_AT_A_TIME = 2;
/** Long recordings cut at a time: each fills a core for minutes, and short ones shall find another. */
export const CUTS_AT_A_TIME = 1;
/** Pieces heard at a time. They wait for the provider and hold up to 5 MB each: 8 keep the worker small. */
export const PIECES_AT_A_TIME = 8;
/**
 * Answers written at a time. They only wait for OpenAI, about a second each, and hold no database connection
 * meanwhile: 64 keep up with 50 questions a second.
 */
export const ANSWERS_AT_A_TIME = 64;
/** Answers read out at a time: each is half a megabyte in memory. */
export const VOICES_AT_A_TIME = 16;
/** Summaries of talks at a time: nobody waits for one. */
export const SUMMARIES_AT_A_TIME = 8;
/** Documents written at a time: they wait for OpenAI, with four parts under way each, and a PDF fills a core for a second. */
export const DOCUMENTS_AT_A_TIME = 8;
/** Words of pictures written at a time: a photo among them fills a core for a tenth of a second. */
export const PROMPTS_AT_A_TIME = 16;
