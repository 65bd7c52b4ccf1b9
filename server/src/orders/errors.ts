import { problem } from '../kernel/index.ts';

export const goodsUnavailable = problem(
  409,
  'orders.goods_unavailable',
  'Some goods can no longer be bought; remove them and try again.',
);
export const priceChanged = problem(
  409,
  'orders.price_changed',
  'The price has changed since you looked; please check the new total.',
);
export const spendingLimitReached = problem(
  409,
  'orders.spending_limit',
  'This order would pass the monthly spending limit you set. You can change it under Privacy.',
);
export const buyerRestricted = problem(
  403,
  'orders.buyer_restricted',
  'This account may not order at the moment; see your notices for the reason and how to appeal.',
);
export const shopRestricted = problem(409, 'orders.shop_restricted', 'This shop may not sell at the moment.');
export const addressNotFound = problem(
  404,
  'orders.address_not_found',
  'This address is no longer in your address book.',
);
export const wrongState = problem(
  409,
  'orders.wrong_state',
  'The order has moved on; look again to see what can be done now.',
);
export const remindedToday = problem(409, 'orders.reminded_today', 'The shop was reminded today already.');
export const extendedAlready = problem(409, 'orders.extended_already', 'Receipt was extended once already.');
