import type { Provider } from '@nestjs/common';
import { Checkouts } from './checkouts';
import { CheckoutsSweep } from './checkouts.sweep';
import { PaymentDesk } from './payment-desk';
import { PaymentsSweep } from './payments.sweep';
import { Reconciliation } from './reconciliation';
import { RefundPaymentProcessor } from './refund-payment.processor';
import { PaymentAlarms } from './payment-alarms';
import { RefundsSweep } from './refunds.sweep';
import { StarsApi } from './stars-api';
import { StarsProvider } from './stars-provider';

/** Telegram Stars: questions before a payment, payments, refunds, and the daily comparison. */
export const PAYMENT_PROVIDERS: Provider[] = [
  StarsApi,
  StarsProvider,
  Checkouts,
  CheckoutsSweep,
  PaymentDesk,
  PaymentAlarms,
  RefundPaymentProcessor,
  RefundsSweep,
  Reconciliation,
  PaymentsSweep,
];
