import type { Provider } from '@nestjs/common';
import { BroadcastDeeds } from './broadcast-deeds';
import { BroadcastSweep } from './broadcast.sweep';
import { DeskDeeds } from './desk-deeds';
import { HeldDeeds } from './held-deeds';
import { OperatorNews } from './operator-news';
import { Operators } from './operators';
import { OutageNewsSweep } from './outage-news.sweep';
import { PersonDeeds } from './person-deeds';
import { PromoDeeds } from './promo-deeds';
import { RestoreNewsSweep } from './restore-news.sweep';
import { StuckDeeds } from './stuck-deeds';
import { WishDeeds } from './wish-deeds';
import { WishFulfilment } from './wish-fulfilment';

/** What operators do in the chat. */
export const OPERATOR_PROVIDERS: Provider[] = [
  Operators,
  OperatorNews,
  OutageNewsSweep,
  RestoreNewsSweep,
  DeskDeeds,
  HeldDeeds,
  PersonDeeds,
  WishDeeds,
  WishFulfilment,
  StuckDeeds,
  BroadcastDeeds,
  PromoDeeds,
  BroadcastSweep,
];
