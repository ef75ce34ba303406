import type { TranscriptDocument } from '@aisha/database';
import { answer } from './answer.prompt';
import { MINUTES } from './minutes.prompt';
import { OFFICIAL } from './official.prompt';
import type { Prompt } from './prompt';
import { SUMMARY } from './summary.prompt';
import { TASKS } from './tasks.prompt';
import { translation } from './translation.prompt';

/** How a document is written; undefined for files, which no model writes. */
export function promptOf({ kind, language, question }: TranscriptDocument): Prompt | undefined {
  switch (kind) {
    case 'summary':
      return SUMMARY;
    case 'tasks':
      return TASKS;
    case 'minutes':
      return MINUTES;
    case 'official':
      return OFFICIAL;
    case 'translation':
      return translation(language ?? 'en');
    case 'answer':
      return answer(question ?? '');
    case 'file':
      return undefined;
  }
}
