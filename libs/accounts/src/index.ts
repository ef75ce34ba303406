export type { Language, User } from '@aisha/database';
export { accountsEnv } from './accounts.env';
export { AccountsModule } from './accounts.module';
export { Ledger, type Reservation, type Reservations } from './ledger';
export { audioPrice, PRICES } from './prices';
export { languageOf, type Person, Users } from './users';
