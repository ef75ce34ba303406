/** A fault to play at one place, so many times; `endpoint` narrows it to one model. */
export interface PlannedFault<On, Action> {
  readonly on: On;
  readonly times: number;
  readonly endpoint?: string | undefined;
  readonly action: Action;
}

/** The faults that a test has ordered, each played until its number of times is used up. */
export class FaultPlan<On extends string, Action extends { readonly kind: string }> {
  private plan: { fault: PlannedFault<On, Action>; left: number }[] = [];

  add(fault: PlannedFault<On, Action>): void {
    this.plan.push({ fault, left: fault.times });
  }

  clear(): void {
    this.plan = [];
  }

  list(): (PlannedFault<On, Action> & { left: number })[] {
    return this.plan.map(({ fault, left }) => ({ ...fault, left }));
  }

  /** The first fault that fits, which counts as played. */
  take(on: On, endpoint?: string, kinds?: readonly Action['kind'][]): Action | undefined {
    const hit = this.plan.find(
      ({ fault, left }) =>
        left > 0 &&
        fault.on === on &&
        (!fault.endpoint || fault.endpoint === endpoint) &&
        (!kinds || kinds.includes(fault.action.kind)),
    );
    if (hit) hit.left -= 1;
    return hit?.fault.action;
  }
}
