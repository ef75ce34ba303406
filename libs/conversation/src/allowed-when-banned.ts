import { isOf } from './action-codec';
import { PRIVACY_ACTIONS } from './actions/privacy.actions';
import type { Input } from './input';

/** Their own data stay theirs, and they may ask why. */
const COMMANDS = new Set(['privacy', 'export', 'deleteme', 'paysupport']);
const isAboutPrivacy = isOf(PRIVACY_ACTIONS);

/** Whether a person who is banned may do this. */
export function isAllowedWhenBanned(input: Input): boolean {
  switch (input.kind) {
    case 'command':
      return COMMANDS.has(input.name);
    case 'press':
      return isAboutPrivacy(input.action);
    case 'text':
    case 'stale-press':
    case 'audio':
    case 'writing':
    case 'photo':
    case 'unsupported':
      return false;
  }
}
