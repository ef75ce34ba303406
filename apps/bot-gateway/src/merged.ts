import type { Type } from '@nestjs/common';

/** What a list of classes is an instance of each. */
export type InstancesOf<Classes extends readonly Type[]> = {
  -readonly [Place in keyof Classes]: InstanceType<Classes[Place]>;
};
type Intersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  member: infer All,
) => void
  ? All
  : never;

/** One table of several. Its type holds what each of them holds, so a table that lacks something does not compile. */
export const merged = <Table extends object>(tables: readonly Table[]): Intersection<Table> =>
  Object.assign({}, ...tables) as Intersection<Table>;
