import type { Holding } from './holding';

const kept = (kept: string): Holding['fate'] => ({ kept });
const PSEUDONYMOUS = 'belongs to a number that leads to nobody once the person is forgotten';

/** Who they are, and their credits. */
export const PEOPLE: Holding[] = [
  {
    table: 'users',
    belongs: 't.id = $1',
    fate: {
      clear: {
        telegram_id: 'null',
        first_name: `''`,
        username: 'null',
        language: `'en'`,
        chosen_language: 'null',
        time_zone: `'UTC'`,
        news: 'false',
        sound: 'true',
        voice_mode: `'both'`,
        speech_language: 'null',
        consented_at: 'null',
        banned_at: 'null',
      },
    },
    exported: {
      file: 'profile',
      columns: {
        'telegram id': 't.telegram_id',
        'first name': 't.first_name',
        'user name': 't.username',
        language: 'coalesce(t.chosen_language, t.language)',
        'time zone': 't.time_zone',
        news: 't.news',
        sound: 't.sound',
        'what recordings become': 't.voice_mode',
        'spoken language': 't.speech_language',
        'agreed to the storing of photos': 't.consented_at',
        blocked: 't.banned_at',
        'here since': 't.created_at',
        balance: `(select a.balance from ledger_accounts a where a.user_id = t.id and a.kind = 'available')`,
      },
      order: 't.id',
    },
  },
  {
    table: 'ledger_transactions',
    belongs: 't.user_id = $1',
    fate: kept(PSEUDONYMOUS),
    exported: {
      file: 'credits',
      columns: {
        when: 't.created_at',
        what: 't.kind',
        for: 't.subject',
        credits: `(select coalesce(sum(p.amount), 0) from ledger_postings p
          join ledger_accounts a on a.id = p.account_id
          where p.transaction_id = t.id and a.user_id = t.user_id and a.kind = 'available')`,
      },
      order: 't.created_at, t.id',
    },
  },
  { table: 'ledger_accounts', belongs: 't.user_id = $1', fate: kept(PSEUDONYMOUS) },
  { table: 'ledger_postings', fate: kept(PSEUDONYMOUS) },
  {
    table: 'payments',
    belongs: 't.user_id = $1',
    fate: { clear: { payer_telegram_id: 'null', provider_charge_id: 'null' } },
    exported: {
      file: 'payments',
      columns: {
        when: 't.paid_at',
        provider: 't.provider',
        number: 't.charge_id',
        amount: 't.amount',
        currency: 't.currency',
        credits: 't.credits',
        status: 't.status',
        'given back': 't.refunded_at',
      },
      order: 't.paid_at, t.id',
    },
  },
  {
    table: 'invoices',
    belongs: 't.user_id = $1',
    fate: { clear: { chat_id: 'null', back: 'null' } },
  },
  {
    table: 'promo_uses',
    belongs: 't.user_id = $1',
    fate: kept(PSEUDONYMOUS),
    exported: {
      file: 'promo codes',
      columns: {
        when: 't.used_at',
        code: '(select c.code from promo_codes c where c.id = t.promo_code_id)',
        status: 't.status',
      },
      order: 't.used_at, t.id',
    },
  },
  { table: 'promo_tries', belongs: 't.user_id = $1', fate: 'delete' },
  { table: 'referral_codes', belongs: 't.user_id = $1', fate: 'delete' },
  {
    table: 'referrals',
    belongs: 't.invitee_id = $1 or t.inviter_id = $1',
    fate: kept(PSEUDONYMOUS),
  },
  {
    table: 'operator_actions',
    belongs: 't.subject_user_id = $1',
    fate: { clear: { reason: 'null' } },
  },
  { table: 'operator_wishes', belongs: 't.subject_user_id = $1', fate: 'delete' },
  // What was spent stays true; by whose words is forgotten.
  { table: 'provider_usage', belongs: 't.owner_id = $1', fate: { clear: { owner_id: 'null' } } },
  { table: 'holds', belongs: 't.user_id = $1', fate: kept(PSEUDONYMOUS) },
  { table: 'forgettings', belongs: 't.user_id = $1', fate: kept('cleared when it is closed') },
];
