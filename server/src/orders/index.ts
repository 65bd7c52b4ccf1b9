/**
 * Orders: place, split, confirm-payment, cancel, fulfil, confirm-receipt.
 * Promises one paid order or one full refund for each captured payment, amounts that add up to the fen, and that only the
 * transitions of `order-state.ts` happen, each once.
 * Never calls the outside, never knows why a case, a review or a figure wants to know.
 */
export { type Canceller, cancelPaid, cancelUnpaid } from './cancel-order.ts';
export { confirmReceipts } from './confirm-receipt.ts';
export { dispatchOrder } from './dispatch-order.ts';
export { type OrderState, orderSteps } from './order-state.ts';
export { dispatchDue, type OrderTotals, orderTotals } from './order-totals.ts';
export { type PlacedOrder, type PlaceOrderInput, placeOrder } from './place-order.ts';
export { type LineRefund, noteAftersale, noteReview, refundLine } from './refund-line.ts';
export { routes } from './routes.ts';
export { exportOrders, type FoundLine, findLine, findOrders, type LineRow, type OrderRow } from './store.ts';
export { subscribers } from './subscribers.ts';
export { sweeps } from './sweeps.ts';
