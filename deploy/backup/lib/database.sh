# shellcheck shell=bash
# The database, by Postgres' own programs.

# Past a pooling proxy, where there is one: a dump is one long transaction.
database_url() {
  local url=${DATABASE_DIRECT_URL:-}
  [[ -n $url ]] || url=$(cat "${DATABASE_URL_FILE:-/run/secrets/database_url}")
  [[ ! $url =~ ^postgresql\+[a-z]*:(.*)$ ]] || url=postgresql:${BASH_REMATCH[1]}
  echo "$url"
}

# A server that does not answer is not waited for.
export PGCONNECT_TIMEOUT=10

sql() { psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --dbname="$(database_url)" --command="$1"; }

is_encrypted() { [[ -n ${BACKUP_AGE_RECIPIENT:-} ]]; }
encrypt() { age --encrypt --recipient "$BACKUP_AGE_RECIPIENT" --output "$1"; }
decrypt() { age --decrypt --identity "${IDENTITY:-/run/identity}" "$1"; }

# dump_database FOLDER. zstd takes a quarter of gzip's time. A migration that holds a table is not waited for
# longer than a minute: the next try is near, and whoever wants that table would queue up behind the dump.
dump_database() {
  local options=(--format=custom --compress=zstd:3 --no-owner --no-privileges --lock-wait-timeout=60s)
  [[ -z $(restore_under_way) ]] || { echo 'this database is being restored' >&2; return 1; }
  if is_encrypted; then
    pg_dump "${options[@]}" --dbname="$(database_url)" | encrypt "$1/database.dump.age"
  else
    pg_dump "${options[@]}" --file="$1/database.dump" --dbname="$(database_url)"
  fi
}

newest_migration() { sql 'select name from migrations order by id desc limit 1'; }

# A mark that a restore leaves in the database until it is done: the stamp of the backup.
restore_under_way() { sql "select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = 'restore_under_way'"; }

tables_in_database() {
  sql "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'"
}

# restore_database STAMP: from the beginning, whatever an earlier try has left.
restore_database() {
  local dump=$ROOT/$1/database.dump
  sql "set client_min_messages = warning; drop schema if exists restore_under_way; create schema restore_under_way;
       comment on schema restore_under_way is '$1'; drop schema if exists public cascade; create schema public;
       grant usage on schema public to public"
  if [[ -e $dump.age ]]; then
    dump=/scratch/database.dump # several readers need a file
    decrypt "$ROOT/$1/database.dump.age" >"$dump"
  fi
  # What a crash of the server would lose here is restored again anyway.
  PGOPTIONS='-c synchronous_commit=off -c maintenance_work_mem=256MB' \
    pg_restore --no-owner --no-privileges --exit-on-error --jobs="$(nproc)" --dbname="$(database_url)" "$dump"
  # A dump carries no statistics of the planner.
  sql 'analyze'
}

end_restore() { sql 'drop schema if exists restore_under_way'; }
