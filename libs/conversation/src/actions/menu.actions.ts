import type { ActionOf } from '../action-codec';

export const MENU_ACTIONS = { menu: {}, help: {}, cancel: {} };
export type MenuAction = ActionOf<typeof MENU_ACTIONS>;
