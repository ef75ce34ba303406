/** Injection token: the app's name, shown as its role. */
export const ROLE = Symbol('ROLE');
