import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { badRequest, conflict, tooManyRequests } from '../bot-api.error';
import type { CallParams } from '../server/call-params';
import { DescribedResult, type BotMethods, type MethodCall } from './bot-method.types';

const DEFAULT_CONNECTIONS = 40;
const MAX_CONNECTIONS = 100;
const SET_WEBHOOK_EVERY_MS = 1000;
const types = z.array(z.string());
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The two ways of receiving updates. */
export const updateMethods: BotMethods = {
  getUpdates: async ({ world, params, polling, signal }) => {
    if (world.webhook) {
      const reason =
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
      return polling.refuse(conflict(reason));
    }
    rememberTypes({ world, params });
    const [offset, timeout] = [params.integer('offset') ?? 0, params.integer('timeout') ?? 0];
    return polling.poll({ offset, limit: params.integer('limit') ?? 100, timeout }, signal);
  },
  setWebhook: (call) => (call.params.text('url') ? setWebhook(call) : deleteWebhook(call)),
  deleteWebhook: (call) => deleteWebhook(call),
  getWebhookInfo: ({ world, webhooks }) => ({
    url: world.webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: world.updates.size,
    ...(world.webhook && {
      max_connections: world.webhook.maxConnections,
      ip_address: '127.0.0.1',
    }),
    ...webhooks.failure,
    ...(world.updates.allowed.length > 0 && { allowed_updates: world.updates.allowed }),
  }),
};

function rememberTypes({ world, params }: Pick<MethodCall, 'world' | 'params'>) {
  const allowed = params.json('allowed_updates', types, 'allowed_updates');
  const known = world.updates.allowed;
  if (allowed && allowed.join() !== known.join()) world.updates.allow(allowed);
}

function setWebhook({ world, params, polling, webhooks }: MethodCall) {
  const webhook = readWebhook(params);
  const isDrop = params.flag('drop_pending_updates');
  if (!isDrop && isDeepStrictEqual(webhook, world.webhook)) {
    rememberTypes({ world, params });
    return new DescribedResult(true, 'Webhook is already set');
  }
  if (!webhooks.admitChange(SET_WEBHOOK_EVERY_MS)) throw tooManyRequests(1);
  polling.makeWay('terminated by setWebhook request');
  rememberTypes({ world, params });
  if (isDrop) world.updates.clear();
  webhooks.use(webhook);
  return new DescribedResult(true, 'Webhook was set');
}

function deleteWebhook({ world, params, webhooks }: MethodCall) {
  if (params.flag('drop_pending_updates')) world.updates.clear();
  if (!world.webhook) return new DescribedResult(true, 'Webhook is already deleted');
  webhooks.use(undefined);
  return new DescribedResult(true, 'Webhook was deleted');
}

// Plain http and any port are fine on this machine, as with a server in local mode; elsewhere Telegram's rule holds.
function readWebhook(params: CallParams) {
  const url = params.text('url') ?? '';
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw badRequest('bad webhook: invalid webhook URL specified');
  }
  const { protocol, hostname } = new URL(url);
  if (protocol === 'http:' && !loopback.test(hostname)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  const secretToken = params.text('secret_token');
  if (secretToken && !/^[A-Za-z0-9_-]{1,256}$/.test(secretToken)) {
    throw badRequest('secret token contains unallowed characters');
  }
  const connections = params.integer('max_connections') ?? DEFAULT_CONNECTIONS;
  const maxConnections = Math.min(MAX_CONNECTIONS, Math.max(1, connections));
  return { url, ...(secretToken && { secretToken }), maxConnections };
}
