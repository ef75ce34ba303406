import type { Avatar, Gender } from '@aisha/database';

const PERSON: Record<Gender, string> = { female: 'a woman', male: 'a man' };

/** The trigger phrase of the training stands for the person; the word beside it keeps the model on course. */
export const pictureWords = (avatar: Avatar, prompt: string): string =>
  `${avatar.triggerPhrase}, ${PERSON[avatar.gender]}, ${prompt}`;
