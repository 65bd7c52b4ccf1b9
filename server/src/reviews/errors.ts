import { problem } from '../kernel/index.ts';

export const notReceivedYet = problem(
  409,
  'reviews.not_received_yet',
  'You can judge these goods once you have received them.',
);
export const reviewedAlready = problem(
  409,
  'reviews.reviewed_already',
  'You have judged these goods already; you can add to your review.',
);
export const appendedAlready = problem(409, 'reviews.appended_already', 'You have added to this review already.');
export const commentRestricted = problem(
  403,
  'reviews.comment_restricted',
  'This account may not post at the moment; see your notices for the reason and how to appeal.',
);
