import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { BroadcastRounds } from './broadcasts/broadcast-rounds';
import { Broadcasts } from './broadcasts/broadcasts';
import { IncomingFiles } from './files/incoming-files';
import { GroupRequests } from './groups/group-requests';
import { GroupSettings } from './groups/group-settings';
import { Held } from './held/held';
import { Restores } from './held/restores';
import { Inbox } from './inbox/inbox';
import { Outbox } from './outbox/outbox';
import { OutboxQueue } from './outbox/outbox-queue';
import { SentFiles } from './outbox/sent-files';
import { JobBell, OUTBOX_BELL, type OutboxBell } from './outbox/outbox-bell';
import { LeftClaims } from './poller/left-claims';
import { PollerFailovers } from './poller/poller-failovers';
import { PollerFence } from './poller/poller-fence';
import { PollerLeases } from './poller/poller-leases';
import { PollerLock } from './poller/poller-lock';
import { Sessions } from './sessions';
import { Backlog } from './stuck/backlog';
import { Stuck } from './stuck/stuck';
import { StuckJobs } from './stuck/stuck-jobs';

const SERVICES = [
  Backlog,
  BroadcastRounds,
  Broadcasts,
  GroupRequests,
  GroupSettings,
  Held,
  IncomingFiles,
  Inbox,
  LeftClaims,
  Outbox,
  OutboxQueue,
  PollerFailovers,
  PollerFence,
  PollerLeases,
  PollerLock,
  Restores,
  SentFiles,
  Sessions,
  Stuck,
  StuckJobs,
];

/** Updates in and messages out, as rows. Global, because every domain speaks through the outbox. */
@Module({})
export class DeliveryModule {
  /** @param bell how the sender learns of a new message; a gateway hears its own at once */
  static forRoot(bell: Type<OutboxBell> = JobBell): DynamicModule {
    return {
      module: DeliveryModule,
      global: true,
      imports: [DatabaseModule, JobsModule],
      providers: [bell, { provide: OUTBOX_BELL, useExisting: bell }, ...SERVICES],
      exports: [bell, ...SERVICES],
    };
  }
}
