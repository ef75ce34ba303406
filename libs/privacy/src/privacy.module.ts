import { Module } from '@nestjs/common';
import { AccountsModule } from '@aisha/accounts';
import { DatabaseModule } from '@aisha/database';
import { JobsModule } from '@aisha/platform';
import { Exports } from './exporting/exports';
import { Belongings } from './forgetting/belongings';
import { Forgettings } from './forgetting/forgettings';
import { InventoryRows } from './inventory/inventory-rows';

/** What people ask of what is stored of them. The process must import `DeliveryModule.forRoot()`. */
@Module({
  imports: [DatabaseModule, JobsModule, AccountsModule],
  providers: [Belongings, Exports, Forgettings, InventoryRows],
  exports: [Belongings, Exports, Forgettings, InventoryRows],
})
export class PrivacyModule {}
