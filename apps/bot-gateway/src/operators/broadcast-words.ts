import { LIMITS } from '@aisha/conversation';
import { faultyMarkup } from '../messages/faulty-markup';
import { visibleText } from '../messages/html-text';

export type BroadcastWords =
  | { textRu: string; textEn: string }
  | { mistake: 'news-empty' | 'news-too-long' | 'news-markup'; words?: string };

/** A line of hyphens between Russian and English; one text alone is for all. */
export function readBroadcast(words: string): BroadcastWords {
  const [textRu = '', textEn = textRu, ...more] = words
    .split(/^\s*-{3,}\s*$/m)
    .map((text) => text.trim());
  if (more.length > 0) return { mistake: 'news-markup', words: '---' };
  for (const text of [textRu, textEn]) {
    const fault = faultyMarkup(text);
    if (fault) return { mistake: 'news-markup', words: fault };
    const { length } = visibleText(text);
    if (visibleText(text).trim() === '') return { mistake: 'news-empty' };
    if (length > LIMITS.news.max) return { mistake: 'news-too-long' };
  }
  return { textRu, textEn };
}
