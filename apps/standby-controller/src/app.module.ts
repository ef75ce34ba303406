import { Module } from '@nestjs/common';
import { ClientProxyFactory } from '@nestjs/microservices';
import { DeliveryModule } from '@aisha/delivery';
import { CONFIG, redisTransport } from '@aisha/platform';
import { CONTROL_CLIENT, ControlChannel } from './control-channel';
import type { ControllerConfig } from './controller.env';
import { CutOffWatch } from './cut-off-watch';
import { FailoverController } from './failover.controller';
import { HandOver } from './hand-over';
import { HeartbeatController } from './heartbeat.controller';
import { PollerMetrics } from './poller-metrics';
import { Roster } from './roster';
import { StatusController } from './status.controller';
import { Succession } from './succession';

/** Watches the gateways. Nothing depends on its being alive. */
@Module({
  imports: [DeliveryModule.forRoot()],
  controllers: [FailoverController, HeartbeatController, StatusController],
  providers: [
    {
      provide: CONTROL_CLIENT,
      inject: [CONFIG],
      useFactory: (config: ControllerConfig) => ClientProxyFactory.create(redisTransport(config)),
    },
    ControlChannel,
    CutOffWatch,
    HandOver,
    PollerMetrics,
    Roster,
    Succession,
  ],
})
export class AppModule {}
