import type { Provider } from '@nestjs/common';
import { CheckChatAdminProcessor } from './check-chat-admin.processor';
import { GroupDialogue } from './group-dialogue';
import { GroupIntents } from './group-intents';
import { GroupSettingsSweep } from './group-settings.sweep';
import { GroupUpdates } from './group-updates';
import { OwnName } from './own-name';

/** What the gateway does in groups. */
export const GROUP_PROVIDERS: Provider[] = [
  OwnName,
  GroupUpdates,
  GroupDialogue,
  GroupIntents,
  CheckChatAdminProcessor,
  GroupSettingsSweep,
];
