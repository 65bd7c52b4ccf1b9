import { problem } from '../kernel/index.ts';

export const shopNameTaken = problem(409, 'shops.name_taken', 'Another shop has this name; please choose another one.');
export const shopsFull = problem(409, 'shops.too_many', 'One account opens at most 5 shops.');
