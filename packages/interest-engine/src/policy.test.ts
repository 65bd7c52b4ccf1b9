import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createEngine,
  defaultPolicy,
  diffPolicies,
  PolicyError,
  parsePolicy,
  policyNumbers,
  policyTable,
} from './index.ts';
import { catalogue, engineOf, event, policyWith, request } from './test-town.ts';

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

describe('the keys', () => {
  test('each says its unit, its range and what it does, and each is in the table', () => {
    const table = policyTable();
    for (const [path, { least, most, unit, meaning }] of policyNumbers()) {
      expect(least).toBeLessThan(most);
      expect(unit.length).toBeGreaterThan(2);
      expect(meaning.length).toBeGreaterThan(2);
      expect(table).toContain(`| \`${path}\` | ${unit} |`);
    }
  });

  test('a number outside its range is refused, whichever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...policyNumbers()), fc.boolean(), ([path, { least, most }], above) => {
        const policy = structuredClone(defaultPolicy) as unknown as Record<string, unknown>;
        const keys = path.split('.');
        let holder = policy;
        for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
        holder[keys.at(-1)!] = above ? most + 1 : least - 1;
        expect(refusal(policy)).toMatchObject({ code: 'policy.out_of_range', path });
      }),
    );
  });

  test('the pools rise', () => {
    const fallen = policyWith({ pools: { third: 900 } });
    expect(refusal(fallen)).toMatchObject({ code: 'policy.out_of_range', path: 'pools.third' });
  });
});

describe('another policy', () => {
  test('is in force from the next request on, without a new state', () => {
    const engine = engineOf();
    for (const { itemId } of catalogue()) engine.ingest(event('w', 'finish', itemId));
    const before = engine.snapshot();
    engine.setPolicy({
      ...policyWith({ value: { behaviours: { watch: 0, engage: 0, click: 0 } } }),
      version: 'no-behaviours',
    });
    expect(engine.policy.version).toBe('no-behaviours');
    const page = engine.recommend(request());
    expect(page.every(({ terms, policyVersion }) => terms.behaviours === 0 && policyVersion === 'no-behaviours')).toBe(
      true,
    );
    expect(Buffer.compare(engine.snapshot(), before)).toBe(0);
    const fresh = engineOf(undefined, engine.policy);
    for (const { itemId } of catalogue()) fresh.ingest({ ...event('w', 'finish', itemId), id: `again-${itemId}` });
    expect(fresh.recommend(request())).toEqual(page);
  });

  test('that learns otherwise is refused until the engine is built anew', () => {
    const engine = engineOf();
    for (const draft of [policyWith({ learning: { itemPrior: 30 } }), policyWith({ limits: { viewers: 5 } })]) {
      let refused: unknown;
      try {
        engine.setPolicy({ ...draft, version: 'new' });
      } catch (error) {
        refused = error;
      }
      expect(refused).toMatchObject({
        code: 'policy.needs_rebuild',
        path: expect.stringMatching(/^(learning|limits)\./),
      });
    }
    expect(() => engine.setPolicy({ version: 'x' })).toThrow(PolicyError);
    expect(engine.policy).toEqual(defaultPolicy);
  });

  test('shows what it changes', () => {
    const draft = { ...policyWith({ value: { harm: 5 }, pools: { share: 0.2 } }), version: 'draft-1' };
    expect(diffPolicies(defaultPolicy, draft)).toEqual([
      { path: 'version', before: defaultPolicy.version, after: 'draft-1' },
      { path: 'value.harm', before: 4, after: 5 },
      { path: 'pools.share', before: 0.1, after: 0.2 },
    ]);
    expect(diffPolicies(draft, draft)).toEqual([]);
  });
});
