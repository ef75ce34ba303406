import { Module } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ClientProxyFactory } from '@nestjs/microservices';
import { AccountsModule, OperatingModule, PaymentsModule } from '@aisha/accounts';
import { AssistantModule, PromptingModule } from '@aisha/assistant';
import { AvatarsModule, GalleryModule } from '@aisha/avatars';
import { DeliveryModule, LocalBell } from '@aisha/delivery';
import { OpenAiOutageModule, StorageModule } from '@aisha/integrations';
import { CONFIG, redisTransport } from '@aisha/platform';
import { PrivacyModule } from '@aisha/privacy';
import { DocumentsModule, TranscriptsModule } from '@aisha/transcripts';
import { TelegrafModule } from 'nestjs-telegraf';
import { BotIdentity } from './bot-identity';
import { BacklogMetrics } from './control/backlog-metrics';
import { CONTROL_CHANNEL, Heartbeat } from './control/heartbeat';
import { StepDownController } from './control/step-down.controller';
import { TelegramProbe } from './control/telegram-probe';
import { AnswerFollower } from './drafts/answer-follower';
import { DraftBubble } from './drafts/draft-bubble';
import { EditedDraft } from './drafts/edited-draft';
import { FollowAnswerProcessor } from './drafts/follow-answer.processor';
import { DIALOGUE_PROVIDERS } from './dialogue/dialogue.providers';
import { CheckObjectProcessor } from './files/check-object.processor';
import { FetchFileProcessor } from './files/fetch-file.processor';
import { FileRouter } from './files/file-router';
import { FilesSweep } from './files/files.sweep';
import { TelegramFiles } from './files/telegram-files';
import type { GatewayConfig } from './gateway.env';
import { GROUP_PROVIDERS } from './groups/group.providers';
import { LimitsRedis } from './limits/limits-redis';
import { MESSAGE_PROVIDERS } from './messages/message.providers';
import { PAYMENT_PROVIDERS } from './payments/payment.providers';
import { OPERATOR_PROVIDERS } from './operators/operator.providers';
import { PeopleSweep } from './people/people.sweep';
import { Apology } from './receiving/apology';
import { InboxSweep } from './receiving/inbox.sweep';
import { PollLoop } from './receiving/poll-loop';
import { PollingSource } from './receiving/polling-source';
import { RateLimit } from './receiving/rate-limit';
import { SharedTally } from './receiving/shared-tally';
import { TooFast } from './receiving/too-fast';
import { UpdateDispatcher } from './receiving/update-dispatcher';
import { UpdateHandlers } from './receiving/update-handlers';
import { BotApiTransport } from './sending/bot-api-transport';
import { BotPause } from './sending/bot-pause';
import { UpdateSource } from './receiving/update-source';
import { WebhookIntake } from './receiving/webhook-intake';
import { WebhookKeeper } from './receiving/webhook-keeper';
import { WebhookSource } from './receiving/webhook-source';
import { ReceivingState } from './receiving/receiving-state';
import { StandbyPatience } from './receiving/standby-patience';
import { Takeover } from './receiving/takeover';
import { UpdateTimes } from './receiving/update-times';
import { UpdateIntake } from './receiving/update-intake';
import { BotProfile } from './sending/bot-profile';
import { Courier } from './sending/courier';
import { MessageDelivery } from './sending/message-delivery';
import { MessageOutcomes } from './sending/message-outcomes';
import { OutboxSender } from './sending/outbox-sender';
import { HeldSweep } from './sending/held.sweep';
import { OutboxSweep } from './sending/outbox.sweep';
import { PartSender } from './sending/part-sender';
import { SendClaims } from './sending/send-claims';
import { SendMessageProcessor } from './sending/send-message.processor';
import { SentDocuments } from './sending/sent-documents';
import { SentPhotos } from './sending/sent-photos';
import { SentVoices } from './sending/sent-voices';
import { SendPace } from './sending/send-pace';
import { SharedLimits } from './sending/shared-limits';
import { Signals } from './sending/signals';

/** The only process that speaks to Telegram. */
@Module({
  imports: [
    AccountsModule,
    AssistantModule,
    AvatarsModule,
    DeliveryModule.forRoot(LocalBell),
    PromptingModule,
    PrivacyModule,
    GalleryModule,
    OpenAiOutageModule,
    OperatingModule,
    PaymentsModule,
    StorageModule,
    TranscriptsModule,
    DocumentsModule,
    TelegrafModule.forRootAsync({
      imports: [],
      inject: [CONFIG],
      useFactory: ({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot }: GatewayConfig) => ({
        token,
        // telegraf's own loop confirms updates before they are handled; ours feeds handleUpdate from the inbox.
        launchOptions: false,
        options: {
          handlerTimeout: Infinity,
          telegram: { apiRoot, webhookReply: false },
        },
      }),
    }),
  ],
  controllers: [StepDownController],
  providers: [
    BotIdentity,
    LimitsRedis,
    // receiving
    UpdateHandlers,
    UpdateDispatcher,
    UpdateTimes,
    {
      provide: UpdateSource,
      inject: [CONFIG, ModuleRef],
      useFactory: ({ BOT_MODE }: GatewayConfig, refs: ModuleRef) =>
        refs.create<UpdateSource>(BOT_MODE === 'webhook' ? WebhookSource : PollingSource),
    },
    // idle unless updates come by webhook
    WebhookIntake,
    WebhookKeeper,
    UpdateIntake,
    PollLoop,
    ReceivingState,
    StandbyPatience,
    Takeover,
    InboxSweep,
    Apology,
    SharedTally,
    RateLimit,
    TooFast,
    ...OPERATOR_PROVIDERS,
    PeopleSweep,
    ...DIALOGUE_PROVIDERS,
    ...GROUP_PROVIDERS,
    ...MESSAGE_PROVIDERS,
    ...PAYMENT_PROVIDERS,
    // sending
    BotApiTransport,
    SentDocuments,
    SentPhotos,
    SentVoices,
    PartSender,
    Courier,
    BotPause,
    SharedLimits,
    SendPace,
    Signals,
    BotProfile,
    MessageDelivery,
    MessageOutcomes,
    SendClaims,
    OutboxSender,
    OutboxSweep,
    HeldSweep,
    SendMessageProcessor,
    // answers while they are written
    DraftBubble,
    EditedDraft,
    AnswerFollower,
    FollowAnswerProcessor,
    // files
    TelegramFiles,
    FileRouter,
    FetchFileProcessor,
    CheckObjectProcessor,
    FilesSweep,
    // control
    {
      provide: CONTROL_CHANNEL,
      inject: [CONFIG],
      useFactory: (config: GatewayConfig) => ClientProxyFactory.create(redisTransport(config)),
    },
    Heartbeat,
    BacklogMetrics,
    TelegramProbe,
  ],
})
export class AppModule {}
