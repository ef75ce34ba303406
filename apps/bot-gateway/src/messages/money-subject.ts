/** What credits are spent on, in the words of the ledger: each has a text `money-subject-<word>`. */
const SUBJECTS = ['training', 'picture', 'upscale', 'transcript'];

/** The text that names a subject; entries of older versions, and those that nobody foresaw, are work of some kind. */
export const subjectText = (subject: string | null): string =>
  `money-subject-${subject !== null && SUBJECTS.includes(subject) ? subject : 'other'}`;
