import { type Ruleset, readRuleset } from '../ruleset.ts';
import { ruleset202611 } from './2026-11.ts';

/** Every ruleset ever in force, by version: an old stage row stays reproducible. */
const rulesets: ReadonlyMap<string, Ruleset> = new Map(
  [ruleset202611].map((file) => {
    const ruleset = readRuleset(file);
    return [ruleset.version, ruleset] as const;
  }),
);

/** The version new evaluations use. */
export const currentRulesetVersion = '2026-11';

/** @throws RangeError when no ruleset has that version. */
export function rulesetOf(version: string = currentRulesetVersion): Ruleset {
  const ruleset = rulesets.get(version);
  if (!ruleset) throw new RangeError(`there is no quality ruleset ${version}`);
  return ruleset;
}
