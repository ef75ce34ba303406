import type { PictureAction } from '../actions/picture.actions';
import type { OrderIntent, StyleIntent } from '../intents/picture.intents';
import type { Session } from '../session';
import { act, type Turn } from '../turn';

type OrderPress = Extract<PictureAction, { orderId: string }>;

export const isOrderPress = (action: PictureAction): action is OrderPress => 'orderId' in action;

/** Buttons of an order: they name its row, so where the person stands does not matter. */
export function onOrderPress(session: Session, action: OrderPress): Turn {
  return act(intentOf(action), session);
}

function intentOf(action: OrderPress): OrderIntent | StyleIntent {
  const { orderId } = action;
  switch (action.do) {
    case 'order':
      return { do: 'show-order', orderId };
    case 'ratio':
      return { do: 'set-ratio', orderId, ratio: action.ratio };
    case 'count':
      return { do: 'set-count', orderId, count: action.count };
    case 'quality':
      return { do: 'set-quality', orderId, quality: action.quality };
    case 'enhance':
    case 'chance':
      return { do: `toggle-${action.do}`, orderId };
    case 'negative':
      return { do: 'ask-negative', orderId };
    case 'no-negative':
      return { do: 'set-negative', orderId, words: null };
    case 'draw':
    case 'like-style':
      return action;
    default:
      return styleIntentOf(action);
  }
}

type StylePress = Extract<
  OrderPress,
  { do: 'styles' | 'style-page' | 'style' | 'use-style' | 'no-style' }
>;

function styleIntentOf(action: StylePress): StyleIntent {
  const { orderId } = action;
  switch (action.do) {
    case 'styles':
      return { do: 'show-styles', orderId };
    case 'style-page':
      return { do: 'show-style-page', orderId, category: action.category, page: action.page };
    case 'style':
      return { do: 'show-style', orderId, styleId: action.styleId };
    case 'use-style':
      return { do: 'set-style', orderId, styleId: action.styleId };
    case 'no-style':
      return { do: 'set-style', orderId, styleId: null };
  }
}
