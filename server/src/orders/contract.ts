import { z } from 'zod';
import { imageJson } from '../catalog/contract.ts';
import { addressInput } from '../identity/contract.ts';
import { defineRoute, idJson, moneyJson, pageOf, pageQuery } from '../kernel/index.ts';
import { shopCardJson } from '../shops/contract.ts';

export const orderStates = [
  'awaiting_payment',
  'awaiting_dispatch',
  'awaiting_receipt',
  'received',
  'cancelled',
] as const;
export const paymentMethods = ['sandbox_wallet', 'sandbox_card'] as const;
export const scenes = ['video', 'product_card', 'search', 'shop_page', 'cart'] as const;
export const amountsJson = z
  .object({
    goods: moneyJson.meta({ description: 'list prices' }),
    discounts: z.array(z.object({ code: z.string(), amount: moneyJson })),
    freight: moneyJson,
    total: moneyJson.meta({ description: 'goods - discounts + freight' }),
  })
  .meta({ id: 'Amounts' });
export const orderLineJson = z
  .object({
    id: idJson,
    productId: idJson,
    skuId: idJson,
    title: z.string(),
    options: z.array(z.string()),
    image: imageJson.nullable(),
    quantity: z.number().int(),
    unitPrice: moneyJson,
    paid: moneyJson,
    refunded: moneyJson,
    contentId: idJson.nullable(),
    reviewed: z.boolean(),
    aftersale: z.object({ caseId: idJson, state: z.string() }).nullable(),
  })
  .meta({ id: 'OrderLine' });
export const orderJson = z
  .object({
    id: idJson,
    number: z.string(),
    purchaseId: idJson,
    paymentId: idJson.nullable(),
    state: z.enum(orderStates),
    shop: shopCardJson,
    lines: z.array(orderLineJson),
    amounts: amountsJson,
    address: z.object({
      name: z.string(),
      phone: z.string(),
      province: z.string(),
      city: z.string(),
      district: z.string(),
      detail: z.string(),
    }),
    note: z.string(),
    placedAt: z.iso.datetime(),
    payBy: z.iso.datetime().nullable(),
    paidAt: z.iso.datetime().nullable(),
    dispatchBy: z.iso.datetime().nullable(),
    dispatchedAt: z.iso.datetime().nullable(),
    deliveredAt: z.iso.datetime().nullable(),
    autoReceiptAt: z.iso.datetime().nullable(),
    receivedAt: z.iso.datetime().nullable(),
    cancelledAt: z.iso.datetime().nullable(),
    cancelledBy: z.string().nullable(),
    actions: z.array(
      z.enum([
        'pay',
        'cancel',
        'remind_dispatch',
        'track',
        'extend_receipt',
        'confirm_receipt',
        'review',
        'apply_refund',
        'buy_again',
      ]),
    ),
    buyerNickname: z.string().nullable().meta({ description: 'for the shop' }),
  })
  .meta({ id: 'Order' });
const byId = z.object({ id: idJson });

export const checkoutItemInput = z.object({
  skuId: idJson,
  quantity: z.number().int().min(1).max(999),
  scene: z.enum(scenes).default('product_card'),
  impressionToken: z.string().max(1_000).nullable().default(null),
  contentId: idJson.nullable().default(null),
});
export const quoteJson = z
  .object({
    shops: z.array(
      z.object({
        shop: shopCardJson,
        lines: z.array(
          z.object({
            skuId: idJson,
            productId: idJson,
            title: z.string(),
            options: z.array(z.string()),
            image: imageJson.nullable(),
            quantity: z.number().int(),
            unitPrice: moneyJson,
            payable: moneyJson,
            stock: z.number().int(),
          }),
        ),
        amounts: amountsJson,
        arrivesBy: z.iso.date().nullable(),
      }),
    ),
    total: moneyJson,
    problems: z.array(z.object({ skuId: idJson, code: z.string() })),
  })
  .meta({ id: 'Quote' });
export const quoteCheckout = defineRoute({
  id: 'orders.quoteCheckout',
  method: 'POST',
  path: '/checkouts/quote',
  summary: 'What these goods cost this viewer now, line by line',
  body: z.object({ items: z.array(checkoutItemInput).min(1).max(50) }),
  answer: quoteJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'read',
});
export const paymentJson = z
  .object({
    id: idJson,
    purchaseId: idJson,
    state: z.enum(['pending', 'captured', 'failed', 'refunded', 'partly_refunded', 'closed']),
    amount: moneyJson,
    method: z.enum(paymentMethods),
    payBy: z.iso.datetime(),
    failure: z.string().nullable(),
    cashierUrl: z.string().nullable(),
  })
  .meta({ id: 'Payment' });
export const checkoutJson = z
  .object({
    purchaseId: idJson,
    orders: z.array(z.object({ id: idJson, number: z.string(), shopId: idJson, total: moneyJson })),
    total: moneyJson,
    payment: paymentJson,
  })
  .meta({ id: 'Checkout' });
export const placeOrder = defineRoute({
  id: 'orders.placeOrder',
  method: 'POST',
  path: '/checkouts',
  summary: 'From SKU quantities and an address to placed orders (one a shop) and a payment to make',
  body: z.object({
    items: z.array(checkoutItemInput).min(1).max(50),
    address: z.union([z.object({ addressId: idJson }), addressInput]),
    paymentMethod: z.enum(paymentMethods).default('sandbox_wallet'),
    expectedTotal: moneyJson
      .optional()
      .meta({ description: 'what the buyer saw; a different total refuses with orders.price_changed' }),
    note: z.string().trim().max(200).default(''),
    fromCart: z.boolean().default(false),
  }),
  answer: checkoutJson,
  status: 201,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'checkout',
});
export const readPayment = defineRoute({
  id: 'orders.readPayment',
  method: 'GET',
  path: '/payments/{id}',
  summary: 'A payment of mine',
  params: byId,
  query: z.object({
    waitMs: z.coerce
      .number()
      .int()
      .min(0)
      .max(10_000)
      .default(0)
      .meta({ description: 'answer as soon as the payment is no longer pending, at the latest after this time' }),
  }),
  answer: paymentJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const retryPayment = defineRoute({
  id: 'orders.retryPayment',
  method: 'POST',
  path: '/payments/{id}/attempts',
  summary: 'Pay again, perhaps with another method',
  params: byId,
  body: z.object({ method: z.enum(paymentMethods) }),
  answer: paymentJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'checkout',
});
export const orderTabs = [
  'all',
  'awaiting_payment',
  'awaiting_dispatch',
  'awaiting_receipt',
  'awaiting_review',
  'aftersale',
] as const;
export const listOrders = defineRoute({
  id: 'orders.listOrders',
  method: 'GET',
  path: '/orders',
  summary: 'My orders by tab, newest first',
  query: z.object({ ...pageQuery, tab: z.enum(orderTabs).default('all') }),
  answer: pageOf(orderJson).extend({ counts: z.record(z.enum(orderTabs), z.number().int()) }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const readOrder = defineRoute({
  id: 'orders.readOrder',
  method: 'GET',
  path: '/orders/{id}',
  summary: 'An order of mine, or of my shop',
  params: byId,
  answer: orderJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const cancelOrder = defineRoute({
  id: 'orders.cancelOrder',
  method: 'POST',
  path: '/orders/{id}/cancel',
  summary: 'Cancel: unpaid at once; paid and not dispatched refunds in full',
  params: byId,
  body: z.object({
    reason: z.enum(['changed_mind', 'wrong_address', 'cheaper_elsewhere', 'too_slow', 'other']).default('other'),
  }),
  answer: orderJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const confirmReceipt = defineRoute({
  id: 'orders.confirmReceipt',
  method: 'POST',
  path: '/orders/{id}/receipt',
  summary: 'I have it',
  params: byId,
  answer: orderJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const extendReceipt = defineRoute({
  id: 'orders.extendReceipt',
  method: 'POST',
  path: '/orders/{id}/receipt-extension',
  summary: 'Three more days before receipt is assumed, once',
  params: byId,
  answer: orderJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const remindDispatch = defineRoute({
  id: 'orders.remindDispatch',
  method: 'POST',
  path: '/orders/{id}/dispatch-reminder',
  summary: 'Ask the shop to send it, once a day',
  params: byId,
  answer: orderJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const listShopOrders = defineRoute({
  id: 'orders.listShopOrders',
  method: 'GET',
  path: '/studio/orders',
  summary: 'Orders of my shops; due first',
  query: z.object({
    ...pageQuery,
    shopId: idJson.optional(),
    state: z.enum(orderStates).optional(),
    due: z.enum(['soon', 'late']).optional(),
    q: z.string().max(60).optional(),
  }),
  answer: pageOf(orderJson).extend({ counts: z.record(z.string(), z.number().int()) }),
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'none',
  rate: 'read',
});
export const dispatchOrder = defineRoute({
  id: 'orders.dispatchOrder',
  method: 'POST',
  path: '/studio/orders/{id}/dispatch',
  summary: 'Hand the parcel to the carrier',
  params: byId,
  body: z.object({
    carrier: z.enum(['sf', 'zto', 'yto', 'jd', 'ems']),
    waybillNumber: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9]{8,30}$/)
      .optional()
      .meta({ description: 'made by the carrier simulator when left out' }),
  }),
  answer: orderJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'required',
  rate: 'write',
});
export const cancelByShop = defineRoute({
  id: 'orders.cancelByShop',
  method: 'POST',
  path: '/studio/orders/{id}/cancel',
  summary: 'The shop cannot deliver: refunds in full and counts against it',
  params: byId,
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  answer: orderJson,
  access: 'merchant',
  ownership: 'shop',
  idempotency: 'required',
  rate: 'write',
});
