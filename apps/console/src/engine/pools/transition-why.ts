import type { Schemas } from '@haowu/api-client';
import type { TFunction } from 'i18next';

type Transition = Pick<Schemas['PoolTransition'], 'reason' | 'qgpmMinor' | 'lowerBoundMinor' | 'categoryMedianMinor'>;

/** Why something moved, in a sentence with its numbers: `下界 ¥12.30 ≥ 同类中位 ¥10.10`. */
export function transitionWhy(t: TFunction, row: Transition, money: (minor: number | null) => string): string {
  const { lowerBoundMinor, categoryMedianMinor } = row;
  const compared =
    lowerBoundMinor === null || categoryMedianMinor === null
      ? ''
      : t(lowerBoundMinor >= categoryMedianMinor ? 'engine.pools.reached' : 'engine.pools.notReached', {
          lower: money(lowerBoundMinor),
          median: money(categoryMedianMinor),
        });
  const because = t(`engine.pools.reason.${row.reason.replaceAll(/[^A-Za-z0-9]+/g, '_')}`, {
    defaultValue: row.reason,
  });
  return [because, compared].filter(Boolean).join(t('engine.pools.colon'));
}
