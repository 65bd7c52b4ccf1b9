import { ask, type Schemas } from '@haowu/api-client';
import { api, type Column, SchemaTable, usePreferences, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { Drawer, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BridgeFilter } from './bridge-filter.ts';
import { LineDrawer } from './line-drawer.tsx';
import { reasonName } from './reason-words.ts';
import { StageTag } from './stage-tag.tsx';

type Line = Schemas['QualityLine'];
type Stage = Line['stage'];
type Sort = 'paid_at' | 'lost' | 'paid';

function useColumns(): Column<Line>[] {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  return useMemo(() => {
    const yuan = (money: Schemas['QualityLine']['paid']) => money.amountMinor / 100;
    return [
      {
        key: 'paidAt',
        title: t('lines.paidAt'),
        cell: (line) => formatDateTime(line.paidAt, locale),
        csv: (line) => line.paidAt,
        width: 128,
      },
      {
        key: 'order',
        title: t('lines.order'),
        cell: (line) => <span className="desk-mono">{line.orderNumber}</span>,
        csv: (line) => line.orderNumber,
      },
      {
        key: 'product',
        title: t('lines.product'),
        cell: (line) => (
          <span className="desk-clip lines-product" title={line.productTitle}>
            {line.productTitle}
          </span>
        ),
        csv: (line) => line.productTitle,
      },
      { key: 'shop', title: t('lines.shop'), cell: (line) => line.shopName, csv: (line) => line.shopName },
      {
        key: 'creator',
        title: t('lines.creator'),
        cell: (line) => line.creatorName ?? '–',
        csv: (line) => line.creatorName,
        hidden: true,
      },
      {
        key: 'scene',
        title: t('lines.scene'),
        cell: (line) => t(`scene.${line.scene}`, { defaultValue: line.scene }),
        csv: (line) => line.scene,
        hidden: true,
      },
      {
        key: 'stage',
        title: t('lines.stage'),
        cell: (line) => <StageTag stage={line.stage} />,
        csv: (line) => line.stage,
      },
      {
        key: 'paid',
        title: t('bridge.level.paid'),
        align: 'right',
        cell: (line) => formatMoney(line.paid),
        csv: (line) => yuan(line.paid),
      },
      {
        key: 'net',
        title: t('bridge.level.net'),
        align: 'right',
        cell: (line) => formatMoney(line.net),
        csv: (line) => yuan(line.net),
        hidden: true,
      },
      {
        key: 'clean',
        title: t('bridge.level.clean'),
        align: 'right',
        cell: (line) => formatMoney(line.clean),
        csv: (line) => yuan(line.clean),
        hidden: true,
      },
      {
        key: 'reasons',
        title: t('lines.reasons'),
        cell: (line) =>
          line.reasons.length === 0 ? (
            <span className="desk-second">–</span>
          ) : (
            line.reasons.map((reason) => (
              <span key={reason.code} className="lines-reason">
                {reasonName(t, reason.code)} <span className="desk-down">−{formatMoney(reason.amount)}</span>
              </span>
            ))
          ),
        csv: (line) =>
          line.reasons.map((reason) => `${reason.code} ${(reason.amount.amountMinor / 100).toFixed(2)}`).join('; '),
      },
      {
        key: 'qgmv',
        title: t('bridge.level.qgmv'),
        align: 'right',
        cell: (line) => <span className="desk-strong">{formatMoney(line.qgmv)}</span>,
        csv: (line) => yuan(line.qgmv),
      },
    ];
  }, [t, locale]);
}

/** The lines behind a bar or a reason, in a drawer; the address holds which (`lines`), so it can be shared. */
export function LinesDrawer({ filter }: { filter: BridgeFilter }) {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const columns = useColumns();
  const which = get('lines');
  const reason = which && which !== 'all' ? which : undefined;
  const stage = get('stage') as Stage | undefined;
  const sort = (get('sort') as Sort | undefined) ?? (reason ? 'lost' : 'paid_at');
  return (
    <>
      <Drawer
        open={which !== undefined}
        onClose={() =>
          set({
            lines: undefined,
            stage: undefined,
            sort: undefined,
            line: undefined,
            'quality-lines.cursor': undefined,
          })
        }
        size="min(1200px, 94vw)"
        title={reason ? t('lines.titleOf', { reason: reasonName(t, reason) }) : t('lines.title')}
        destroyOnHidden
      >
        {which !== undefined ? (
          <SchemaTable
            name="quality-lines"
            label={t('lines.title')}
            columns={columns}
            rowKey={(line) => line.lineId}
            queryKey={['quality-lines', filter, reason, stage, sort]}
            load={(paging, signal) =>
              ask(
                api.GET('/api/v1/console/quality-lines', {
                  params: {
                    query: { ...paging, ...filter, sort, ...(reason ? { reason } : {}), ...(stage ? { stage } : {}) },
                  },
                  ...(signal ? { signal } : {}),
                }),
              )
            }
            onOpen={(line) => set({ line: line.lineId }, { push: true })}
            empty={t('lines.empty')}
            toolbar={
              <>
                <Select
                  size="small"
                  allowClear
                  placeholder={t('lines.allStages')}
                  aria-label={t('lines.stage')}
                  className="console-filter"
                  value={stage ?? null}
                  options={(['P', 'S', 'M', 'L'] as const).map((value) => ({ value, label: t(`stage.${value}`) }))}
                  onChange={(value: Stage | null | undefined) => set({ stage: value ?? undefined })}
                />
                <Select
                  size="small"
                  aria-label={t('lines.sort')}
                  className="console-filter"
                  value={sort}
                  options={(['paid_at', 'lost', 'paid'] as const).map((value) => ({
                    value,
                    label: t(`lines.sortBy.${value}`),
                  }))}
                  onChange={(value) => set({ sort: value })}
                />
              </>
            }
          />
        ) : null}
      </Drawer>
      <LineDrawer />
    </>
  );
}
