import type { RuleFile } from './rule-files';

const SECONDS = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const DURATION = '(\\d+)(ms|s|m|h|d)';

/** A duration of Prometheus, so many times shorter, in whole milliseconds. */
export const scaledDuration = (duration: string, factor: number): string =>
  duration.replace(new RegExp(`^${DURATION}$`), (_, count: string, unit: keyof typeof SECONDS) => {
    return `${Math.ceil((Number(count) * SECONDS[unit] * 1_000) / factor)}ms`;
  });

/** The same expression over times so many times shorter: its ranges and offsets. Thresholds are left as they are. */
export const scaledExpression = (expr: string, factor: number): string =>
  expr
    .replace(new RegExp(`\\[${DURATION}\\]`, 'g'), (range) => {
      return `[${scaledDuration(range.slice(1, -1), factor)}]`;
    })
    .replace(new RegExp(`\\boffset ${DURATION}\\b`, 'g'), (offset) => {
      return `offset ${scaledDuration(offset.slice('offset '.length), factor)}`;
    });

/** The same rules in a world whose time runs so many times faster. */
export function scaledRules({ groups }: RuleFile, factor: number): RuleFile {
  return {
    groups: groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({
        ...rule,
        expr: scaledExpression(rule.expr, factor),
        ...(rule.for && { for: scaledDuration(rule.for, factor) }),
      })),
    })),
  };
}
