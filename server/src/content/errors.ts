import { problem } from '../kernel/index.ts';

export const uploadNotUsable = problem(422, 'content.upload_not_usable', 'This upload is not a video of yours.');
export const uploadUsed = problem(409, 'content.upload_used', 'This upload already belongs to another video.');
export const shopNotYours = problem(422, 'content.shop_not_yours', 'You do not work for this shop.');
export const categoryUnknown = problem(422, 'content.category_unknown', 'This category does not exist.');
export const goodsUnknown = problem(422, 'content.goods_unknown', 'Only products that are on sale can be attached.');
export const momentOutside = problem(422, 'content.moment_outside', 'A moment lies after the end of the video.');
export const clipRefused = problem(
  409,
  'content.clip_refused',
  'The clip could not be used; please upload another one.',
);
export const notInThisState = problem(
  409,
  'content.not_in_this_state',
  'The video has changed meanwhile; please reload it.',
);
export const publishingRestricted = problem(
  403,
  'content.publishing_restricted',
  'Publishing is switched off for your account; the reason is in your notices.',
);
export const commentingRestricted = problem(
  403,
  'content.commenting_restricted',
  'Commenting is switched off for your account; the reason is in your notices.',
);
export const commentRefused = problem(
  422,
  'content.comment_refused',
  'This comment breaks a rule of the community; please write it differently.',
);
export const tooManyComments = problem(
  429,
  'content.too_many_comments',
  'You are commenting very fast; please wait a minute.',
);
