import { problem } from '../kernel/index.ts';

export const cartFull = problem(409, 'storefront.cart_full', 'The cart holds 120 lines; remove some first.');
