import type { PolicyError } from '@haowu/interest-engine';
import { Problem, problem } from '../../kernel/index.ts';

export const versionTaken = problem(409, 'recommender.version_taken', 'Another policy has this version already.');
export const notADraft = problem(409, 'recommender.not_a_draft', 'Only a draft can be changed or published.');
export const changedMeanwhile = problem(
  409,
  'recommender.draft_changed',
  'The draft was changed meanwhile. Load it again and repeat your change.',
);
export const publishedMeanwhile = problem(
  409,
  'recommender.policy_published_meanwhile',
  'Another policy was published since you compared. Compare with it and publish again.',
);
export const alreadyInForce = problem(409, 'recommender.policy_in_force', 'This policy is in force already.');
export const checksWaiting = problem(
  409,
  'recommender.simulations_waiting',
  'Other simulations are waiting. Try again when they are done.',
);

/** The engine's refusal of a policy file, with its code and the path of the key. */
export function refusedPolicy(error: PolicyError): Problem {
  return new Problem(422, error.code, 'The policy cannot be used.', {
    detail: error.message,
    errors: [{ path: error.path, message: error.message }],
    cause: error,
  });
}
