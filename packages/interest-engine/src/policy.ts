import defaultJson from '../policies/default.json' with { type: 'json' };
import { PolicyError } from './errors.ts';
import { isPolicyNumber, type Policy, type PolicySchema, policyNumbers, policySchema } from './policy-schema.ts';

export type { Policy } from './policy-schema.ts';

/** Words by which turnover has come into ranking formulas before. */
const turnoverWords =
  /gmv|paid|price|revenue|turnover|sales|sold|amount|margin|commission|income|order|buy|purchase|profit|成交|销售|营收/i;

function refuse(code: PolicyError['code'], path: string, message: string): never {
  throw new PolicyError(code, path, message);
}

function checkObject(value: unknown, shape: PolicySchema, path: string): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    refuse('policy.not_an_object', path, `The policy needs an object at "${path || 'the top'}".`);
  }
  const held = value as Record<string, unknown>;
  for (const key of Object.keys(held)) {
    if (Object.hasOwn(shape, key)) continue;
    const at = path ? `${path}.${key}` : key;
    if (turnoverWords.test(key)) {
      refuse(
        'policy.raw_gmv_term',
        at,
        `"${at}" would reward turnover. Ranking counts only what is kept: use value.settledQuality, which weighs expected settled quality value.`,
      );
    }
    refuse('policy.unknown_key', at, `The policy does not know "${at}". Known here: ${Object.keys(shape).join(', ')}.`);
  }
  for (const [key, expected] of Object.entries(shape)) {
    const at = path ? `${path}.${key}` : key;
    const number = held[key];
    if (number === undefined) refuse('policy.missing_key', at, `The policy lacks "${at}".`);
    if (!isPolicyNumber(expected)) {
      checkObject(number, expected, at);
      continue;
    }
    const { least, most, whole } = expected;
    if (typeof number === 'number' && number >= least && number <= most && (!whole || Number.isInteger(number)))
      continue;
    refuse(
      'policy.out_of_range',
      at,
      `"${at}" must be a ${whole ? 'whole number' : 'number'} from ${least} to ${most}.`,
    );
  }
}

const quotaKeys = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;

function checkQuotas(pools: Policy['pools']): void {
  quotaKeys.slice(1).forEach((key, index) => {
    const before = quotaKeys[index]!;
    if (pools[key] <= pools[before]) {
      refuse('policy.out_of_range', `pools.${key}`, `"pools.${key}" must be more than "pools.${before}".`);
    }
  });
}

/**
 * Reads a policy, for example from a parsed JSON file. Complete or refused: no key may be unknown, missing or out of
 * range. @throws PolicyError with a stable code and the path of the key.
 */
export function parsePolicy(input: unknown): Policy {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) {
    return refuse('policy.not_an_object', '', 'A policy is an object.');
  }
  const { version, ...rest } = input as Record<string, unknown>;
  if (typeof version !== 'string' || version.length === 0 || version.length > 64) {
    refuse('policy.missing_key', 'version', 'A policy needs a version: a text of 1 to 64 characters.');
  }
  checkObject(rest, policySchema, '');
  const policy = structuredClone(input) as Policy;
  checkQuotas(policy.pools);
  return Object.freeze(policy);
}

/** The policy in `policies/default.json`. */
export const defaultPolicy: Policy = parsePolicy(defaultJson);

/** Impressions owed in a pool: 0 is probation, 1 to 6 the pools. */
export const quotaOf = ({ pools }: Policy, pool: number): number =>
  pool === 0 ? pools.probation : pools[quotaKeys[pool - 1] ?? 'sixth'];

export interface PolicyChange {
  /** Dotted, for example `value.behaviours.watch`. */
  readonly path: string;
  readonly before: string | number;
  readonly after: string | number;
}

/** What a draft changes, in the order of the file; the version comes first. */
export function diffPolicies(before: Policy, after: Policy): PolicyChange[] {
  const changes: PolicyChange[] = [];
  if (before.version !== after.version) {
    changes.push({ path: 'version', before: before.version, after: after.version });
  }
  for (const [path] of policyNumbers()) {
    const [old, now] = [numberAt(before, path), numberAt(after, path)];
    if (old !== now) changes.push({ path, before: old, after: now });
  }
  return changes;
}

export function numberAt(policy: Policy, path: string): number {
  let held: unknown = policy;
  for (const key of path.split('.')) held = (held as Record<string, unknown>)[key];
  return held as number;
}

/**
 * A draft in place of the policy in force, or an error: what has been learned depends on `learning` and `limits`, so
 * those change only by building the state anew from the log. @throws PolicyError 'policy.needs_rebuild'
 */
export function switchPolicy(inForce: Policy, draft: unknown): Policy {
  const next = parsePolicy(draft);
  const fixed = diffPolicies(inForce, next).find(({ path }) => /^(learning|limits)\./.test(path));
  if (!fixed) return next;
  return refuse(
    'policy.needs_rebuild',
    fixed.path,
    `"${fixed.path}" changes how the engine learns. It takes effect when the engine is built anew from its log with this policy.`,
  );
}

/** The keys as a table for people, in the format of the documents. */
export function policyTable(policy: Policy = defaultPolicy): string {
  const rows = [...policyNumbers()].map(([path, { least, most, whole, unit, meaning }]) => {
    const range = `${least} to ${most}${whole ? ', whole' : ''}`;
    return `| \`${path}\` | ${unit} | ${range} | ${numberAt(policy, path)} | ${meaning} |`;
  });
  return ['| key | unit | range | default | meaning |', '|---|---|---|---|---|', ...rows].join('\n');
}
