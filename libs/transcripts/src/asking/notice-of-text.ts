import type { Transcript } from '@aisha/database';

/** What the person is told when the text is there: who wants the answer only is not shown the text. */
export const noticeOfText = ({ mode }: Pick<Transcript, 'mode'>) =>
  mode === 'answer' ? 'transcript-heard' : 'transcript-ready';
