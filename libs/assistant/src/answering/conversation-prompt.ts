import type { Persona } from '@aisha/contracts';
import type { ChatMessage } from '@aisha/integrations';
import { type Exchange, latestWithin, MEMORY_TOKENS } from '../remembering/memory-bounds';
import { PERSONA_WORDS } from './persona-words';

/** What the model is given to answer. */
export interface Conversation {
  /** Oldest first. */
  readonly memory: readonly Exchange[];
  /** What was said before that, in short. */
  readonly summary: string | null;
  readonly question: string;
  /** Pictures that it is about: `data:` addresses. */
  readonly images?: readonly string[];
  /** Was it spoken? Then it may have misheard words, or be a recording of something else than a question. */
  readonly spoken: boolean;
  /** As whom the assistant answers. */
  readonly persona: Persona;
}

/** About an hour of fast speech. */
const QUESTION_CHARACTERS = 60_000;

const CHARACTER = [
  'You are Aisha, a friendly and capable assistant in a Telegram chat.',
  'Answer in the language of the last message.',
  'Simple Markdown is shown well: bold, italics, lists, links, quotes, code with its language.',
  'Use it where it helps to read; no headings in short answers, tables only where asked for.',
].join(' ');

/** Who sends a picture without a word wants to hear of it. */
const ABOUT_PICTURE =
  'Say what this shows, and what of it may be useful to me. / Что здесь изображено?';

const SPOKEN = [
  'The last message is the transcript of a voice recording and may contain misheard words.',
  'The person already has its text, so do not repeat it.',
  'If it asks or tells you something, answer it.',
  'If it is a meeting, a lecture or a note that asks nothing of you, give its gist in a few sentences,',
  'then what was agreed on or is to be done, if anything.',
].join(' ');

/** The messages for the model: who it is, as much of the latest talk as fits, the question. */
export function promptFor({
  memory,
  summary,
  question,
  images = [],
  spoken,
  persona,
}: Conversation): ChatMessage[] {
  const recent = memory.slice(memory.length - latestWithin(memory, MEMORY_TOKENS));
  return [
    { role: 'system', content: systemWords(persona, spoken, summary) },
    ...recent.flatMap(asMessages),
    { role: 'user', content: shortened(question) || ABOUT_PICTURE, images },
  ];
}

function systemWords(persona: Persona, spoken: boolean, summary: string | null): string {
  const words = [CHARACTER, PERSONA_WORDS[persona], ...(spoken ? [SPOKEN] : [])].join(' ');
  return summary === null ? words : `${words}\n\nEarlier in this conversation:\n${summary}`;
}

const asMessages = ({ question, answer }: Exchange): ChatMessage[] => [
  { role: 'user', content: question },
  { role: 'assistant', content: answer },
];

const shortened = (text: string) =>
  text.length <= QUESTION_CHARACTERS ? text : `${text.slice(0, QUESTION_CHARACTERS)} […]`;
