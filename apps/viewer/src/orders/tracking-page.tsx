import { EmptyState, formatDateTime, Loading, Skeleton, Tag } from '@haowu/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api, ask } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import { fillPage } from '../shop/fill-page.ts';
import { OrderActions } from './order-actions.tsx';
import { Timeline } from './timeline.tsx';
import { useOrder } from './use-order.ts';
import { useOrdersWords } from './use-orders-words.ts';

/** /orders/:id/parcels: where each parcel is, newest first. */
export default function TrackingPage() {
  const { t, locale, coded } = useOrdersWords();
  const { id = '' } = useParams();
  const order = useOrder(id);
  const tracking = useQuery({
    queryKey: ['parcels', id],
    queryFn: () => ask(api.GET('/api/v1/orders/{id}/parcels', { params: { path: { id } } })),
    refetchInterval: 30_000,
  });
  const parcels = tracking.data?.parcels ?? [];
  const open = order.data;
  const receivable = open?.actions.includes('confirm_receipt') ? open : undefined;
  return (
    <Page
      title={t('tracking')}
      back={`/orders/${id}`}
      foot={receivable === undefined ? undefined : <OrderActions order={withoutTrack(receivable)} />}
    >
      <div className={`grid gap-3 px-3 pb-6 ${fillPage}`}>
        {tracking.isPending ? (
          <Loading>
            <Skeleton height={280} radius={12} />
          </Loading>
        ) : tracking.isError ? (
          <ProblemState error={tracking.error} onRetry={() => void tracking.refetch()} />
        ) : parcels.length === 0 ? (
          <EmptyState
            drawing="parcel"
            title={t('noParcels')}
            text={t('noParcelsHint')}
            action={
              <Link to={`/orders/${id}`} className="hw-button hw-button-outline hw-button-medium">
                {t('seeOrder')}
              </Link>
            }
          />
        ) : (
          parcels.map((parcel, index) => (
            <section key={parcel.id} className="grid gap-4 rounded-card bg-surface p-4">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <h2 className="m-0 text-base font-semibold">
                  {parcels.length > 1 && `${t('parcelN', { index: index + 1 })} · `}
                  {coded(`carrier_${parcel.carrier}`)}
                </h2>
                <Tag tone={parcel.state === 'delivered' ? 'jade' : parcel.state === 'lost' ? 'plum' : 'amber'}>
                  {t(`parcel_${parcel.state}`)}
                </Tag>
              </div>
              <p className="m-0 text-[13px] text-ink-2">
                {t('waybill')} <span className="text-ink tabular-nums select-all">{parcel.waybillNumber}</span>
              </p>
              <Timeline
                label={t('tracking')}
                steps={[...parcel.events]
                  .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
                  .map((event) => ({
                    key: `${event.at} ${event.status}`,
                    title: locale === 'zh-CN' ? event.text.zh : event.text.en,
                    at: formatDateTime(event.at, locale),
                  }))}
              />
            </section>
          ))
        )}
      </div>
    </Page>
  );
}

function withoutTrack<Shown extends { actions: string[] }>(order: Shown): Shown {
  return { ...order, actions: order.actions.filter((action) => action !== 'track') };
}
