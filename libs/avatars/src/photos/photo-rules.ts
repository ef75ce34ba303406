/** Accepted photos that a training needs, and photos that an avatar may have. FAL's trainer asks for 10 or more. */
export const MIN_PHOTOS = 10;
export const MAX_PHOTOS = 20;

/** Bytes of a photo as it comes; also what a bot can download from Telegram at most. */
export const MAX_PHOTO_BYTES = 20 * 1024 * 1024;
/** Pixels of the shorter side: the trainer works at 512. */
export const MIN_SHORT_SIDE = 512;
/** Pixels of the longer side of what is kept; the trainer has no use for more. */
export const MAX_LONG_SIDE = 2_048;
/** Pixels in all (a 100 MP camera's file): what claims more is a bomb, it would not fit in memory unpacked. */
export const MAX_PIXELS = 100_000_000;

/** Photos of a person are not kept longer for an avatar that they have turned away from. */
export const ABANDONED_DAYS = 7;
