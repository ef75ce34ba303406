export { databaseEnv, type DatabaseConfig, isTransientFault } from '@aisha/database';
export type { Broadcast, FileFailure, IncomingFile, Restore } from '@aisha/database';
export { BroadcastRounds } from './broadcasts/broadcast-rounds';
export { type BroadcastProgress, Broadcasts, type NewBroadcast } from './broadcasts/broadcasts';
export { botIdOf, chatKey, type ChatRef } from './chat-ref';
export { ChatLane, type ChatLaneOptions, type Wake } from './chat-lane';
export { DeliveryModule } from './delivery.module';
export { type HeldChange, type HeldCount, Held, type ReleasedMessage } from './held/held';
export { Restores } from './held/restores';
export { IncomingFiles, type WantedFile } from './files/incoming-files';
export {
  type ChatProgress,
  Inbox,
  MAX_ATTEMPTS,
  type ReceivedUpdate,
  type WaitingUpdate,
} from './inbox/inbox';
export { Outbox, type OutboundOptions } from './outbox/outbox';
export {
  CLAIM_MS,
  type DueMessage,
  type Settlement,
  type TakenMessage,
} from './outbox/due-message';
export { type Look, OutboxQueue } from './outbox/outbox-queue';
export { asDocument, SentFiles } from './outbox/sent-files';
export { JobBell, LocalBell, type OutboxBell } from './outbox/outbox-bell';
export { FenceLost, PollerFence } from './poller/poller-fence';
export { LeftClaims } from './poller/left-claims';
export { leaseTimes, pollerEnv, type PollerConfig } from './poller/poller.env';
export { PollerFailovers, type PollerFailoverView } from './poller/poller-failovers';
export { PollerLock } from './poller/poller-lock';
export { PollerTenure } from './poller/poller-tenure';
export { type GroupAsker, GroupRequests } from './groups/group-requests';
export { GROUP_SETTINGS_SLOT, GroupSettings, type WantedSetting } from './groups/group-settings';
export { Sessions } from './sessions';
export { PollerLeases, type PollerLeaseView } from './poller/poller-leases';
export { Backlog, type Waiting } from './stuck/backlog';
export { Stuck, type StuckCount, type StuckItem } from './stuck/stuck';
export { type QueueState, StuckJobs } from './stuck/stuck-jobs';
