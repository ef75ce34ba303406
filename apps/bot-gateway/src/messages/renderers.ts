import type { User } from '@aisha/accounts';
import type { FarewellNotice, GroupNotice, Notice, NoticeKind } from '@aisha/contracts';
import type { Rendered } from './rendered';

export type NoticeOf<Kind extends NoticeKind> = Extract<Notice, { kind: Kind }>;

/** What is said to a person: who it is can be looked up when it is sent. */
export type PersonalKind = Exclude<NoticeKind, FarewellNotice['kind'] | GroupNotice['kind']>;

/** One renderer for each kind: a kind without one does not compile. */
export type Renderers<Kinds extends NoticeKind> = {
  [Kind in Kinds]: (
    notice: NoticeOf<Kind>,
    person: User,
  ) => Rendered | null | Promise<Rendered | null>;
};
