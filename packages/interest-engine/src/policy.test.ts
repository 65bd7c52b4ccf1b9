import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine, defaultPolicy, PolicyError, parsePolicy } from './index.ts';

const refusal = (input: unknown): PolicyError => {
  try {
    parsePolicy(input);
  } catch (error) {
    if (error instanceof PolicyError) return error;
  }
  throw new Error('The policy was not refused.');
};

describe('policy', () => {
  test('the default policy is complete and survives JSON', () => {
    expect(parsePolicy(JSON.parse(JSON.stringify(defaultPolicy)))).toEqual(defaultPolicy);
  });

  test.each(['gmv', 'paidGmv', 'rawGMV', 'salesVolume', 'revenue', 'expectedOrderAmount', 'commissionMinor'])(
    'a value term "%s" is refused as raw GMV, wherever it stands',
    (key) => {
      for (const place of ['value', 'behaviours', 'load'] as const) {
        const policy = structuredClone(defaultPolicy) as unknown as { value: Record<string, Record<string, number>> };
        const holder = place === 'value' ? policy.value : policy.value[place]!;
        (holder as Record<string, unknown>)[key] = 0.1;
        const error = refusal(policy);
        expect(error.code).toBe('policy.raw_gmv_term');
        expect(error.path.endsWith(key)).toBe(true);
        expect(() => createEngine({ seed: 's', policy })).toThrow(PolicyError);
      }
    },
  );

  test('an unknown key, a missing key and a weight out of range do not start', () => {
    expect(refusal({ ...defaultPolicy, moods: 1 })).toMatchObject({ code: 'policy.unknown_key', path: 'moods' });
    const { harm: _harm, ...value } = defaultPolicy.value;
    expect(refusal({ ...defaultPolicy, value })).toMatchObject({ code: 'policy.missing_key', path: 'value.harm' });
    for (const weight of [Number.NaN, -1, Number.POSITIVE_INFINITY, '1', null]) {
      const input = { ...defaultPolicy, value: { ...defaultPolicy.value, harm: weight } };
      expect(refusal(input)).toMatchObject({ code: 'policy.out_of_range', path: 'value.harm' });
    }
    expect(refusal(null).code).toBe('policy.not_an_object');
    expect(refusal({ ...defaultPolicy, mix: [] }).code).toBe('policy.not_an_object');
  });

  test('any word that is not in the schema is refused', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((key) => !(key in defaultPolicy.value)),
        fc.double(),
        (key, weight) => {
          const value = Object.fromEntries([...Object.entries(defaultPolicy.value), [key, weight]]);
          expect(refusal({ ...defaultPolicy, value }).code).toMatch(/^policy\.(unknown_key|raw_gmv_term)$/);
        },
      ),
    );
  });
});
