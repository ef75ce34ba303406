import type { StuckKind } from '@aisha/contracts';
import { DROPPED } from '../held/held';

/** Where rows of one kind are found that should have gone on long ago. */
export interface StuckRows {
  /** Rows, with their conditions. */
  readonly from: string;
  /** Column that names a row, when it began to wait, and what to show of it; nothing that a person wrote. */
  readonly id: string;
  readonly since: string;
  readonly detail: string;
  /** Makes the row ready for whoever works on it; none where its job is what is missing, or nothing can be done. */
  readonly retry?: string;
}

/** For work of a provider's: a row that its sweep has had a fair chance to fail with a refund. */
const openWork = (table: string, seconds: number): StuckRows => ({
  from: `${table} where settled_at is null
    and coalesce(submitted_at, created_at) < now() - interval '${seconds} seconds'`,
  id: 'id',
  since: 'created_at',
  detail: `status || ', attempt ' || attempt`,
  // Whoever looks at it asks the provider first: nothing is submitted again by this.
  retry: `update ${table} set next_check_at = now() where id = $1 and settled_at is null`,
});

/**
 * Each bound is the one after which the kind's own sweep settles the row (named there with its reason) and a few of
 * its rounds more: what is found here is left by a sweep that does not run or cannot.
 */
export const STUCK: Record<StuckKind, StuckRows> = {
  // 3 h at FAL, at most an hour before that
  trainings: openWork('trainings', 4 * 3_600),
  // a quarter of an hour at FAL
  images: openWork('images', 1_200),
  // an hour in one status
  transcripts: {
    from: `transcripts where status in ('fetching', 'probing', 'queued')
      and updated_at < now() - interval '65 minutes'`,
    id: 'id',
    since: 'updated_at',
    detail: 'status',
  },
  // an answer takes seconds; a provider's outage is waited for
  answers: {
    from: `answers where status = 'pending' and created_at < now() - interval '10 minutes'`,
    id: 'id',
    since: 'created_at',
    detail: 'status',
  },
  // 45 s for words, 65 minutes for a photo
  prompts: {
    from: `prompts where status = 'pending' and created_at < now()
      - case when file_id is null then interval '2 minutes' else interval '70 minutes' end`,
    id: 'id',
    since: 'created_at',
    detail: 'task',
  },
  // an hour
  archives: {
    from: `archives where status = 'requested' and created_at < now() - interval '65 minutes'`,
    id: 'id',
    since: 'created_at',
    detail: `status || ', attempt ' || attempt`,
  },
  // an hour
  files: {
    from: `incoming_files where status = 'wanted' and created_at < now() - interval '65 minutes'`,
    id: 'id',
    since: 'created_at',
    detail: 'purpose',
  },
  updates: {
    from: `inbox_updates where status = 'quarantined'`,
    id: 'update_id',
    since: 'received_at',
    detail: 'left(last_error, 200)',
    retry: `update inbox_updates set status = 'pending', attempts = 0
      where update_id = $1 and status = 'quarantined'`,
  },
  // Bulk that was cut off may be at Telegram already: that is left as it is.
  messages: {
    from: `outbound_messages where status = 'failed' and lane = 'person'
      and last_error is distinct from '${DROPPED}' and created_at > now() - interval '1 day'`,
    id: 'id',
    since: 'created_at',
    detail: `notice->>'kind' || ': ' || coalesce(left(last_error, 200), '')`,
    retry: `update outbound_messages set status = 'pending', attempts = 0, not_before = now(),
        sender = null, claimed_until = null
      where id = $1 and status = 'failed' and lane = 'person'`,
  },
  // They get it when they write again; until then Telegram refuses it.
  unreachable: {
    from: `outbound_messages where status = 'undeliverable'`,
    id: 'id',
    since: 'created_at',
    detail: `notice->>'kind'`,
  },
  // Its work settles a hold, whatever becomes of it; doing so by hand could pay twice.
  holds: {
    from: `holds where status = 'held' and created_at < now() - interval '24 hours'`,
    id: 'id',
    since: 'created_at',
    detail: `coalesce(subject, '') || ' ' || amount`,
  },
};
