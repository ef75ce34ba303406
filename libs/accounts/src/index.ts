export type { Language } from '@aisha/database';
export { type AccountsConfig, accountsEnv } from './accounts.env';
export { AccountsModule } from './accounts.module';
export {
  type CreditKind,
  Ledger,
  type Movement,
  type Reservation,
  type Reservations,
} from './ledger';
export { audioPrice, PRICES } from './prices';
export { languageOf, type Person, type User, Users } from './users';
