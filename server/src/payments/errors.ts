import { problem } from '../kernel/index.ts';

export const badSignature = problem(401, 'payments.bad_signature', 'The signature does not match.');
export const paymentNotOpen = problem(409, 'payments.not_open', 'This payment is already settled or closed.');
export const refundTooLarge = problem(409, 'payments.refund_too_large', 'More would be refunded than was paid.');
