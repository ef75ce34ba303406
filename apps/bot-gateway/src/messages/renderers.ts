import type { User } from '@aisha/accounts';
import type { Notice, NoticeKind } from '@aisha/contracts';
import type { Rendered } from './rendered';

export type NoticeOf<Kind extends NoticeKind> = Extract<Notice, { kind: Kind }>;

/** One renderer for each kind: a kind without one does not compile. */
export type Renderers<Kinds extends NoticeKind> = {
  [Kind in Kinds]: (
    notice: NoticeOf<Kind>,
    person: User,
  ) => Rendered | null | Promise<Rendered | null>;
};
