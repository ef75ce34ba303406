import { Module } from '@nestjs/common';
import { DeliveryModule } from '@aisha/delivery';
import { HeartbeatController } from './heartbeat.controller';
import { Roster } from './roster';
import { StatusController } from './status.controller';

/** Watches the gateways. Nothing depends on its being alive. */
@Module({
  imports: [DeliveryModule.forRoot()],
  controllers: [HeartbeatController, StatusController],
  providers: [Roster],
})
export class AppModule {}
