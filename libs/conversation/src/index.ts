export { type Action, decodeAction, encodeAction } from './action';
export { converse, type Turn } from './converse';
export type { AnnouncedFile, AudioSource, Input } from './input';
export type { Intent } from './intent';
export { LIMITS } from './limits';
export { IDLE, readSession, type Session } from './session';
