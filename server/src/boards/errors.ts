import { problem } from '../kernel/index.ts';

export const clockFixed = problem(
  409,
  'boards.clock_fixed',
  'Business time moves by hand in demo mode only; here it follows the wall clock.',
);
export const periodBackwards = problem(
  422,
  'boards.period_backwards',
  'The period ends before it begins, or is longer than 400 days.',
);
