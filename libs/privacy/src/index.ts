export { EXPORT_DAYS, type ExportRequested, Exports } from './exporting/exports';
export { ExportPacking } from './exporting/export-packing';
export { type Belonging, Belongings } from './forgetting/belongings';
export { ForgettingSaga } from './forgetting/forgetting.saga';
export { type ForgettingRequested, Forgettings } from './forgetting/forgettings';
export { PrivacyModule } from './privacy.module';
export { PrivacySweepsModule } from './privacy-sweeps.module';
export { PrivacyWorkModule } from './privacy-work.module';
export type { Export } from '@aisha/database';
