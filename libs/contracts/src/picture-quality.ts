/** How much trouble is taken over a picture. */
export const PICTURE_QUALITIES = ['fast', 'balanced', 'high'] as const;
export type PictureQuality = (typeof PICTURE_QUALITIES)[number];
