import type { Schemas } from '@haowu/api-client';
import type { TFunction } from 'i18next';
import { measuredText, measuredValue } from './measured-value.ts';

/** Why something moved, in a sentence with its numbers: `下界 ¥12.30 ≥ 同类中位 ¥10.10`. */
export function transitionWhy(
  t: TFunction,
  row: Omit<Schemas['PoolTransition'], 'itemId' | 'title' | 'fromPool' | 'toPool' | 'at'>,
): string {
  const { unit, lowerBound, median } = measuredValue(row);
  const compared =
    lowerBound === null || median === null
      ? ''
      : t(lowerBound >= median ? 'engine.pools.reached' : 'engine.pools.notReached', {
          lower: measuredText(unit, lowerBound),
          median: measuredText(unit, median),
        });
  const because = t(`engine.pools.reason.${row.reason.replaceAll(/[^A-Za-z0-9]+/g, '_')}`, {
    defaultValue: row.reason,
  });
  return [because, compared].filter(Boolean).join(t('engine.pools.colon'));
}
