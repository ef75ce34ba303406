/** Namespace of our advisory locks, so that no other use of the same database meets them. */
const LOCK_CLASS = 0x415348;

/** Waits for the lock. $1 bot id as text */
export const TAKE_LOCK = `select pg_advisory_lock(${LOCK_CLASS}, hashtext($1))`;
export const GIVE_LOCK_BACK = `select pg_advisory_unlock(${LOCK_CLASS}, hashtext($1))`;

/** Sessions that hold the lock. $1 bot id as text */
export const LOCK_HOLDERS = `select pid from pg_locks where locktype = 'advisory' and granted
  and database = (select oid from pg_database where datname = current_database())
  and classid = ${LOCK_CLASS} and objid = (hashtext($1)::bigint & 4294967295)::oid and objsubid = 2`;

/** Starts a new epoch. $1 bot id */
export const RAISE_EPOCH = `insert into poller_epochs (bot_id, epoch) values ($1, 1)
  on conflict (bot_id) do update set epoch = poller_epochs.epoch + 1 returning epoch`;

/**
 * What makes the owner of the lock the poller, in one statement on the lock's own session, so that it happens
 * only while the lock is held: raises the epoch, writes the lease, books the change. While the lock is kept
 * free for another instance it does nothing but say for how long. It waits for receiving transactions of the
 * epoch before, which hold the fence.
 * $1 bot id, $2 instance, $3 owner, $4 time to live in ms
 */
export const BEGIN_TENURE = `
  with before as (
    select *, released_at is null and pg_postmaster_start_time() <= acquired_at as left_behind
    from poller_leases where bot_id = $1 for update
  ), place as (
    select coalesce((
      select ceil(extract(epoch from successor_until - clock_timestamp()) * 1000)::int from before
      where successor <> $2 and successor_until > clock_timestamp()), 0) as aside_ms
  ), raised as (
    insert into poller_epochs (bot_id, epoch) select $1, 1 from place where aside_ms = 0
    on conflict (bot_id) do update set epoch = poller_epochs.epoch + 1 returning epoch
  ), taken as (
    insert into poller_leases as l
      (bot_id, holder, owner, backend_pid, backend_start, epoch, acquired_at, ttl_ms, renewed_at)
    select $1, $2, $3, a.pid, a.backend_start, r.epoch, clock_timestamp(), $4, clock_timestamp()
    from raised r, pg_stat_activity a where a.pid = pg_backend_pid()
    on conflict (bot_id) do update set holder = excluded.holder, owner = excluded.owner,
      backend_pid = excluded.backend_pid, backend_start = excluded.backend_start,
      epoch = excluded.epoch, acquired_at = excluded.acquired_at, ttl_ms = excluded.ttl_ms,
      renewals = 0, renewed_at = excluded.renewed_at, released_at = null, ended_because = null,
      successor = null, successor_until = null
    returning l.epoch, l.acquired_at
  ), booked as (
    insert into poller_failovers (bot_id, epoch, from_instance, to_instance, reason, gap_ms, at)
    select $1, t.epoch, b.holder, $2,
      case when b.holder is null then 'first-start'
        when b.ended_because is not null then b.ended_because
        when pg_postmaster_start_time() > b.acquired_at then 'database-restarted'
        else 'session-ended' end,
      round(extract(epoch from t.acquired_at - coalesce(b.released_at, b.renewed_at)) * 1000)::int,
      t.acquired_at
    from taken t left join before b on true
    returning epoch, reason, gap_ms
  )
  select p.aside_ms, k.epoch, k.reason, k.gap_ms,
    case when b.left_behind and b.owner not in ('', $3) then b.owner end as left_behind
  from place p left join booked k on true left join before b on true`;

/** A crash of Postgres may forget a renewal, so it need not wait for the disk. */
const NO_WAIT_FOR_DISK = `set_config('synchronous_commit', 'off', true)`;

/** $1 bot id, $2 epoch */
export const RENEW_LEASE = `update poller_leases
  set renewals = renewals + 1, renewed_at = clock_timestamp()
  where bot_id = $1 and epoch = $2 and released_at is null returning ${NO_WAIT_FOR_DISK}`;

/** $1 bot id, $2 epoch, $3 reason */
export const RELEASE_LEASE = `update poller_leases
  set released_at = clock_timestamp(), ended_because = $3
  where bot_id = $1 and epoch = $2 returning ${NO_WAIT_FOR_DISK}`;

/** $1 bot id, $2 pid of the session that waits for the lock */
export const WATCH_LEASE = `select
  (select pid from pg_stat_get_activity($2)) is not null as waiting, l.epoch, l.renewals, l.ttl_ms
  from (select 1) one left join poller_leases l on l.bot_id = $1`;

/**
 * Ends the database sessions of a holder that is not trusted any more: the one with the lock, by pid and start,
 * and all of the same process. Does so only if the lease is still the one that was judged ($2 epoch, $3 renewals
 * or null for whatever they are). Besides, a session that sat on the lock for the whole time to live without
 * becoming the poller: its process died or froze in between.
 * $1 bot id, $4 reason, $5 name of the asking process, $6 time to live in ms, $7 bot id as text
 */
export const EVICT_HOLDER = `
  with judged as (
    update poller_leases set ended_because = coalesce(ended_because, $4)
    where bot_id = $1 and epoch = $2 and ($3::bigint is null or renewals = $3)
    returning owner, backend_pid, backend_start
  )
  select a.pid, a.application_name as name, pg_terminate_backend(a.pid) as ended
  from pg_stat_activity a left join judged j on true
  where a.datname = current_database() and a.application_name <> $5 and (
    (j.owner <> '' and a.application_name = j.owner)
    or (a.pid = j.backend_pid and a.backend_start = j.backend_start)
    or (a.pid in (${LOCK_HOLDERS.replaceAll('$1', '$7')}) and a.state <> 'active'
      and a.state_change < clock_timestamp() - make_interval(secs => $6::float8 / 1000)))`;
