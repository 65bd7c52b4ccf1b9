import { type Engine, type Policy, PolicyError } from '@haowu/interest-engine';
import type { Facts } from '../events/index.ts';

/** The policy a replica ranks by, moved by the facts of publishing. */
export type PolicyInForce = {
  /** Switches the engine; a fact that came late (its sequence is lower) or that this version cannot read changes nothing. */
  adopt(published: Facts['recommender.policy_published']): void;
  /** How many published policies this version of the engine could not read. */
  unreadable(): number;
  toJson(): SavedPolicy;
};

export type SavedPolicy = {
  sequence: number;
  /** What is in force; null: the built-in one. */
  published: Record<string, unknown> | null;
  /** What everything was learned under. */
  learning: Policy['learning'];
  limits: Policy['limits'];
};

/** @throws Error when the saved state was learned under another `learning` or `limits` than the built-in policy's. */
export function createPolicyInForce(engine: Engine, builtIn: Policy, saved?: SavedPolicy): PolicyInForce {
  const { learning, limits } = builtIn;
  let sequence = saved?.sequence ?? 0;
  let published: Record<string, unknown> | null = null;
  let unreadable = 0;
  if (saved && JSON.stringify([saved.learning, saved.limits]) !== JSON.stringify([learning, limits])) {
    throw new Error('the snapshot was learned under another policy of learning');
  }

  function use(policy: Record<string, unknown>): void {
    try {
      // How things are learned belongs to the server's start, not to what is published while it runs.
      engine.setPolicy({ ...policy, learning, limits });
      published = policy;
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      unreadable += 1;
    }
  }
  if (saved?.published) use(saved.published);

  return {
    adopt(fact) {
      if (fact.sequence <= sequence) return;
      sequence = fact.sequence;
      use(fact.policy);
    },
    unreadable: () => unreadable,
    toJson: () => ({ sequence, published, learning, limits }),
  };
}
