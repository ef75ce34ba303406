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
import { QueueBoard } from './queues/queue-board';
import { QueueBoardController } from './queues/queue-board.controller';
import { Roster } from './roster';
import { StatusController } from './status.controller';
import { Succession } from './succession';

/** Watches the gateways. Nothing depends on its being alive. */
@Module({
  imports: [DeliveryModule.forRoot()],
  controllers: [FailoverController, HeartbeatController, QueueBoardController, StatusController],
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
    QueueBoard,
    Roster,
    Succession,
  ],
})
export class AppModule {}
