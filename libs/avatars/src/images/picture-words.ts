import type { Avatar, Gender } from '@aisha/database';
import type { Style } from '../styles/style';

const PERSON: Record<Gender, string> = { female: 'a woman', male: 'a man' };

/**
 * The whole prompt. The trigger phrase of the training stands for the person; the word beside it keeps the model on
 * course. A model that is shown a photo of the person instead knows no trigger phrase. The style goes around it all.
 */
export function pictureWords(avatar: Avatar, words: string, style?: Style): string {
  const trigger = avatar.kind === 'instant' ? [] : [avatar.triggerPhrase];
  const scene = [...trigger, PERSON[avatar.gender], words].filter(Boolean).join(', ');
  return style ? style.template.replace('{prompt}', () => scene) : scene;
}

/** What is not to be seen, by the person's wish and by the style. */
export const unwantedWords = (negativePrompt: string | null, style?: Style): string | undefined =>
  [negativePrompt, style?.negative].filter(Boolean).join(', ') || undefined;
