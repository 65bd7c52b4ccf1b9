import { problem } from '../kernel/index.ts';

export const wrongCredentials = problem(401, 'identity.wrong_credentials', 'The sign-in details do not match.');
export const tooManyTries = problem(
  429,
  'identity.too_many_tries',
  'Too many tries; please wait an hour or reset your password.',
);
export const codeExpired = problem(
  401,
  'identity.code_wrong_or_expired',
  'This code is wrong or has expired; ask for a new one.',
);
export const emailTaken = problem(
  409,
  'identity.email_taken',
  'There is already an account with this e-mail; sign in instead.',
);
export const resetTokenInvalid = problem(
  400,
  'identity.reset_token_invalid',
  'This reset link is no longer valid; ask for a new one.',
);
export const addressesFull = problem(
  409,
  'identity.addresses_full',
  'The address book holds 20 addresses; remove one first.',
);
export const demoOnly = problem(404, 'request.not_found', 'There is nothing here that you may see.');
