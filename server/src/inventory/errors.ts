import { problem } from '../kernel/index.ts';

export const soldOut = problem(409, 'inventory.sold_out', 'Someone was faster: these goods are sold out.');
export const stockInUse = problem(
  409,
  'inventory.stock_in_use',
  'These pieces are sold or reserved and cannot be taken out.',
);
