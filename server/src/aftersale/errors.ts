import { problem } from '../kernel/index.ts';

export const notPossibleNow = problem(
  409,
  'aftersale.not_possible_now',
  'This is not possible at this stage; look again to see what can be done now.',
);
export const openAlready = problem(409, 'aftersale.open_already', 'There is an open case for these goods already.');
export const tooManyCases = problem(409, 'aftersale.too_many', 'Five cases were opened for these goods already.');
export const windowClosed = problem(
  409,
  'aftersale.window_closed',
  'The time for this has passed: it ends 15 days after receipt.',
);
export const noReasonNotOffered = problem(
  409,
  'aftersale.no_reason_not_offered',
  'These goods cannot be returned without a reason; choose what is wrong with them.',
);
export const refundTooLarge = problem(
  422,
  'aftersale.refund_too_large',
  'No more can be refunded than is left of what you paid.',
);
