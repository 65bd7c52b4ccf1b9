import { problem } from '../kernel/index.ts';

export const unknownCategory = problem(
  422,
  'catalog.unknown_category',
  'This category does not exist; choose a last-level one.',
);
export const unevenOptions = problem(
  422,
  'catalog.uneven_options',
  'Every variant needs one value for each option name.',
);
export const duplicateOptions = problem(
  422,
  'catalog.duplicate_options',
  'Two variants have the same options; change or remove one.',
);
export const invalidPrice = problem(
  422,
  'catalog.invalid_price',
  'A price is above zero, in yuan, and below its struck price.',
);
export const pictureMissing = problem(
  409,
  'catalog.picture_missing',
  'Add at least one picture that is ready, then publish again.',
);
export const pictureUnknown = problem(
  422,
  'catalog.picture_unknown',
  'One of the pictures is not an upload of yours, or is not ready yet.',
);
export const variantsMissing = problem(
  409,
  'catalog.variants_missing',
  'Set at least one variant with a price, then publish again.',
);
export const notInThisState = problem(
  409,
  'catalog.not_in_this_state',
  'The product is not in a state that allows this.',
);
export const shopRestricted = problem(
  409,
  'catalog.shop_restricted',
  'This shop may not sell at the moment; see the notice of the decision.',
);
export const codeTaken = problem(409, 'catalog.code_taken', 'Another product of this shop has this code.');
export const fileUnreadable = problem(422, 'catalog.file_unreadable', 'This file could not be read as a catalogue.');
