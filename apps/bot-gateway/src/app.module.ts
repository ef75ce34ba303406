import { Module } from '@nestjs/common';
import { ClientProxyFactory } from '@nestjs/microservices';
import { AccountsModule } from '@aisha/accounts';
import { AssistantModule } from '@aisha/assistant';
import { AvatarsModule } from '@aisha/avatars';
import { DeliveryModule, LocalBell } from '@aisha/delivery';
import { StorageModule } from '@aisha/integrations';
import { CONFIG, redisTransport } from '@aisha/platform';
import { TranscriptsModule } from '@aisha/transcripts';
import { TelegrafModule } from 'nestjs-telegraf';
import { BotIdentity } from './bot-identity';
import { CONTROL_CHANNEL, Heartbeat } from './control/heartbeat';
import { AvatarIntents } from './dialogue/avatar-intents';
import { Dialogue } from './dialogue/dialogue';
import { IntentApplier } from './dialogue/intent-applier';
import { PictureIntents } from './dialogue/picture-intents';
import { TelegramUpdate } from './dialogue/telegram.update';
import { TranscriptIntents } from './dialogue/transcript-intents';
import { CheckObjectProcessor } from './files/check-object.processor';
import { FetchFileProcessor } from './files/fetch-file.processor';
import { FileRouter } from './files/file-router';
import { FilesSweep } from './files/files.sweep';
import { TelegramFiles } from './files/telegram-files';
import type { GatewayConfig } from './gateway.env';
import { AvatarMessages } from './messages/avatar-messages';
import { Catalogue } from './messages/catalogue';
import { MenuMessages } from './messages/menu-messages';
import { MessageRenderer } from './messages/message-renderer';
import { Phrases } from './messages/phrases';
import { PictureMessages } from './messages/picture-messages';
import { TranscriptMessages } from './messages/transcript-messages';
import { Apology } from './receiving/apology';
import { InboxSweep } from './receiving/inbox.sweep';
import { PollingSource } from './receiving/polling-source';
import { UpdateDispatcher } from './receiving/update-dispatcher';
import { UpdateHandlers } from './receiving/update-handlers';
import { BotProfile } from './sending/bot-profile';
import { Courier } from './sending/courier';
import { MessageDelivery } from './sending/message-delivery';
import { OutboxSender } from './sending/outbox-sender';
import { OutboxSweep } from './sending/outbox.sweep';
import { SendClaims } from './sending/send-claims';
import { SendMessageProcessor } from './sending/send-message.processor';
import { Signals } from './sending/signals';

/** The only process that speaks to Telegram. */
@Module({
  imports: [
    AccountsModule,
    AssistantModule,
    AvatarsModule,
    DeliveryModule.forRoot(LocalBell),
    StorageModule,
    TranscriptsModule,
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
  providers: [
    BotIdentity,
    // receiving
    UpdateHandlers,
    UpdateDispatcher,
    PollingSource,
    InboxSweep,
    Apology,
    // dialogue
    TelegramUpdate,
    Dialogue,
    IntentApplier,
    TranscriptIntents,
    AvatarIntents,
    PictureIntents,
    // messages
    Catalogue,
    Phrases,
    MenuMessages,
    TranscriptMessages,
    AvatarMessages,
    PictureMessages,
    MessageRenderer,
    // sending
    Courier,
    Signals,
    BotProfile,
    MessageDelivery,
    SendClaims,
    OutboxSender,
    OutboxSweep,
    SendMessageProcessor,
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
  ],
})
export class AppModule {}
