import {
  HELD_KINDS,
  type HeldChoice,
  type HeldKind,
  type NoticeKind,
  RESULT_KINDS,
} from '@aisha/contracts';

/** Told to operators, besides what is named after them. */
const TO_OPERATORS: NoticeKind[] = [
  'support-question',
  'provider-outage',
  'refund-refused',
  'payment-unlisted',
];

const words = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');

/** The kind of a message `m`. */
export const MESSAGE_KIND = `case when m.lane = 'bulk' then 'news'
  when m.notice->>'kind' in (${words(RESULT_KINDS)}) then 'results'
  when m.notice->>'kind' like 'operator-%' or m.notice->>'kind' in (${words(TO_OPERATORS)})
    then 'operators'
  else 'talk' end`;

export const kindsOf = (choice: HeldChoice): readonly HeldKind[] =>
  choice === 'all' ? HELD_KINDS : [choice];
