export type {
  Invoice,
  Language,
  VoiceMode,
  OperatorAction,
  OperatorWish,
  Payment,
  PaymentStatus,
} from '@aisha/database';
export { type AccountsConfig, accountsEnv } from './accounts.env';
export { AccountsModule } from './accounts.module';
export { Consents } from './consents';
export {
  type CreditKind,
  Ledger,
  type Movement,
  type Reservation,
  type Reservations,
} from './ledger';
export { Bans } from './operating/bans';
export { NewsChoice } from './operating/news-choice';
export { OperatingModule } from './operating/operating.module';
export { type OperatorDeed, OperatorLog } from './operating/operator-log';
export { type NewWish, OperatorWishes } from './operating/operator-wishes';
export { type LedgerLine, PeopleFacts, type PersonFigures } from './operating/people-facts';
export { PeopleSearch } from './operating/people-search';
export type { Checkout, CheckoutVerdict } from './payments/checkout-verdict';
export { Invoices, type InvoiceWish } from './payments/invoices';
export {
  CURRENCIES,
  type InvoiceOffer,
  type ListedTransaction,
  payloadOf,
  type PaymentProvider,
  type RefundAnswer,
} from './payments/payment-provider';
export { type IncomingPayment, Payments, type Recorded } from './payments/payments';
export { PaymentsModule } from './payments/payments.module';
export { type RefundEffect, Refunds } from './payments/refunds';
export {
  type MissedPayment,
  type StatementRef,
  Statements,
  type TakenStatement,
} from './payments/statements';
export {
  creditsFor,
  TOPUP_PACKAGES,
  type TopupPackage,
  topupPackage,
} from './payments/topup-packages';
export { LedgerChecksModule } from './ledger-checks.module';
export {
  type HistoryEvent,
  type HistoryLine,
  type HistoryPage,
  LedgerHistory,
} from './ledger-history';
export { LedgerStatistics, type PersonStatistics, STATISTICS_DAYS } from './ledger-statistics';
export { audioPrice, PRICES, REWARDS } from './prices';
export type { TopupOffer } from './payments/topup-offers';
export { languageOf, type Person, type User, Users } from './users';
export type { NewPromo, PromoMade } from './promo/promo-codes';
export { WAITING_DAYS } from './promo/promo-uses';
export { type PromoRefusal, Promos, type Redeemed, type TopupPromo } from './promo/promos';
// What these verbs speak of, for apps: they do not name the database.
export type { PromoCode, PromoKind } from '@aisha/database';
export { type DepartureFacts, Departures } from './departure/departures';
export {
  type Invitations,
  type InviterRewarded,
  MAX_REWARDS,
  Referrals,
} from './referral/referrals';
export { Settings } from './settings';
export type { UsagePurpose } from '@aisha/database';
export { type CallUsage, type Cost, type NotedCall, Usage } from './usage/usage';
export { UsageModule } from './usage/usage.module';
