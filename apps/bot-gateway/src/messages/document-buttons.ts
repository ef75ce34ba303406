import { TEXT_FORMATS, WRITTEN_KINDS } from '@aisha/conversation';
import type { Transcript, TranscriptDocument } from '@aisha/transcripts';
import type { Phrases, Reader } from './phrases';
import type { Button } from './rendered';

/** What can be made of a transcript that is ready. Two in a row fit on a phone. */
export function documentButtons(
  phrases: Phrases,
  person: Reader,
  { id: transcriptId }: Pick<Transcript, 'id'>,
): Button[][] {
  const [summary, tasks, minutes, official] = WRITTEN_KINDS.map((kind) =>
    phrases.button(person, `doc-${kind}`, { do: 'doc-write', kind, transcriptId }),
  );
  return [
    [summary!, tasks!],
    [minutes!, official!],
    [
      phrases.button(person, 'doc-translate', { do: 'doc-languages', transcriptId }),
      phrases.button(person, 'doc-ask', { do: 'doc-ask', transcriptId }),
    ],
    [phrases.button(person, 'doc-download', { do: 'doc-formats', transcriptId })],
  ];
}

/** What can be done with a document that a model wrote. */
export function writtenButtons(
  phrases: Phrases,
  person: Reader,
  { id: documentId, kind }: TranscriptDocument,
): Button[][] {
  if (kind === 'answer') return [[phrases.button(person, 'doc-leave', { do: 'doc-leave' })]];
  return [
    TEXT_FORMATS.map((format) =>
      phrases.button(person, `doc-${format}`, { do: 'doc-as', format, documentId }),
    ),
  ];
}
