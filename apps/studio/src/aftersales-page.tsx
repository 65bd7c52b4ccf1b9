import { ask, type Schemas } from '@haowu/api-client';
import {
  api,
  type Column,
  ErrorState,
  Loading,
  once,
  Page,
  problemText,
  SchemaTable,
  StateTag,
  type Tone,
  usePreferences,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Drawer, Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentShop } from './current-shop.tsx';

type Case = Schemas['Aftersale'];
type Answer =
  | { action: 'approve'; acceptsFault: boolean }
  | { action: 'refuse'; text: string }
  | { action: 'confirm_goods' };

const tones: Partial<Record<Case['state'], Tone>> = {
  awaiting_merchant: 'waits',
  awaiting_merchant_receipt: 'waits',
  escalated: 'case',
  refused: 'bad',
  completed: 'good',
};

function CaseState({ state }: { state: Case['state'] }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state] ?? 'plain'}>{t(`aftersale.state.${state}`)}</StateTag>;
}

function outcomeText(t: ReturnType<typeof useTranslation>['t'], item: Case): string {
  return item.deadlineOutcome
    ? t(`aftersale.outcome.${item.deadlineOutcome.replaceAll('.', '_')}`, { defaultValue: item.deadlineOutcome })
    : '';
}

function Answers({ item }: { item: Case }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [fault, setFault] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const [words, setWords] = useState('');
  const answer = useMutation({
    mutationFn: (body: Answer) =>
      ask(
        api.POST('/api/v1/studio/aftersales/{id}/actions', {
          params: { path: { id: item.id }, header: once() },
          body,
        }),
      ),
    onSuccess: (after) => {
      message.success(t('aftersales.answered'));
      client.setQueryData(['aftersale', after.id], after);
      void client.invalidateQueries({ queryKey: ['aftersales'] });
      void client.invalidateQueries({ queryKey: ['orders'] });
      void client.invalidateQueries({ queryKey: ['today'] });
    },
  });
  const mayBeFault = item.reason !== 'no_reason' && item.reason !== 'before_dispatch';
  return (
    <section className="studio-dispatch" aria-label={t('aftersales.answer')}>
      <h2>{t('aftersales.answer')}</h2>
      {item.actions.includes('approve') ? (
        <>
          <p className="desk-second desk-gap">
            {item.kind === 'return_and_refund'
              ? t('aftersales.approveReturn', { amount: formatMoney(item.refund) })
              : t('aftersales.approveRefund', { amount: formatMoney(item.refund) })}
          </p>
          {mayBeFault ? (
            <Checkbox className="desk-gap" checked={fault} onChange={(event) => setFault(event.target.checked)}>
              {t('aftersales.acceptFault')}
            </Checkbox>
          ) : null}
        </>
      ) : null}
      {refusing ? (
        <div className="desk-gap">
          <Alert className="desk-gap" type="warning" showIcon title={t('aftersales.refuseNote')} />
          <Input.TextArea
            autoFocus
            rows={3}
            maxLength={500}
            value={words}
            aria-label={t('aftersales.refuseWords')}
            placeholder={t('aftersales.refuseWords')}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      ) : null}
      {answer.error ? (
        <Alert className="desk-gap" type="error" showIcon title={problemText(answer.error, t).title} />
      ) : null}
      <div className="desk-row">
        {item.actions.includes('approve') && !refusing ? (
          <Button
            type="primary"
            loading={answer.isPending}
            onClick={() => answer.mutate({ action: 'approve', acceptsFault: mayBeFault && fault })}
          >
            {t('aftersales.approve')}
          </Button>
        ) : null}
        {item.actions.includes('confirm_goods') ? (
          <Button type="primary" loading={answer.isPending} onClick={() => answer.mutate({ action: 'confirm_goods' })}>
            {t('aftersales.confirmGoods', { amount: formatMoney(item.refund) })}
          </Button>
        ) : null}
        {item.actions.includes('refuse') ? (
          refusing ? (
            <>
              <Button
                danger
                type="primary"
                disabled={words.trim().length < 2}
                loading={answer.isPending}
                onClick={() => answer.mutate({ action: 'refuse', text: words.trim() })}
              >
                {t('aftersales.refuse')}
              </Button>
              <Button onClick={() => setRefusing(false)}>{t('desk.cancel')}</Button>
            </>
          ) : (
            <Button onClick={() => setRefusing(true)}>{t('aftersales.refuse')}</Button>
          )
        ) : null}
      </div>
    </section>
  );
}

function CaseDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const item = useQuery({
    queryKey: ['aftersale', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/aftersales/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
  const data = item.data;
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      size="min(560px, 94vw)"
      title={t('aftersales.one')}
      destroyOnHidden
      extra={data ? <CaseState state={data.state} /> : undefined}
    >
      {item.isError ? (
        <ErrorState error={item.error} onRetry={() => void item.refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <div className="desk-stack">
          <div className="desk-goods">
            {data.image ? <img className="desk-thumb" src={data.image.url} alt="" /> : <span className="desk-thumb" />}
            <div>
              <p className="desk-strong">{data.title}</p>
              <p className="desk-second">
                {data.options.join(' · ')} × {data.quantity}
              </p>
            </div>
          </div>
          {data.deadline ? (
            <Alert
              type="warning"
              showIcon
              title={t('aftersales.deadline', { at: formatDateTime(data.deadline, locale) })}
              description={outcomeText(t, data)}
            />
          ) : null}
          <dl className="desk-facts">
            <dt>{t('aftersales.kind')}</dt>
            <dd>{t(`aftersale.kind.${data.kind}`)}</dd>
            <dt>{t('aftersales.reason')}</dt>
            <dd>{t(`aftersale.reason.${data.reason}`, { defaultValue: data.reason })}</dd>
            <dt>{t('aftersales.amount')}</dt>
            <dd className="desk-strong">{formatMoney(data.refund)}</dd>
            <dt>{t('aftersales.words')}</dt>
            <dd>{data.text || '–'}</dd>
            <dt>{t('orders.number')}</dt>
            <dd className="desk-mono">{data.orderNumber}</dd>
          </dl>
          <ol className="desk-events">
            {data.events.map((event) => (
              <li key={`${event.at}-${event.event}`}>
                <strong>
                  {t(`aftersale.by.${event.by}`)} ·{' '}
                  {t(`aftersale.event.${event.event.replaceAll('.', '_')}`, { defaultValue: event.event })}
                </strong>
                <time dateTime={event.at}>{formatDateTime(event.at, locale)}</time>
                {event.text ? <p>{event.text}</p> : null}
              </li>
            ))}
          </ol>
          {data.actions.some((action) => ['approve', 'refuse', 'confirm_goods'].includes(action)) ? (
            <Answers key={data.state} item={data} />
          ) : null}
        </div>
      )}
    </Drawer>
  );
}

/** After-sale cases of my shops, due first, each with its deadline and what happens by itself then. */
export function AftersalesPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const { shopId } = useCurrentShop();
  const open = get('all') !== '1';
  const columns = useMemo<Column<Case>[]>(
    () => [
      {
        key: 'deadline',
        title: t('aftersales.deadlineColumn'),
        cell: (item) =>
          item.deadline ? (
            <>
              <span className="desk-waits">{formatDateTime(item.deadline, locale)}</span>{' '}
              <span className="desk-second desk-small">{outcomeText(t, item)}</span>
            </>
          ) : (
            '–'
          ),
        csv: (item) => item.deadline,
      },
      {
        key: 'goods',
        title: t('orders.goodsColumn'),
        cell: (item) => (
          <span className="desk-goods">
            {item.image ? (
              <img className="desk-thumb" src={item.image.url} alt="" loading="lazy" />
            ) : (
              <span className="desk-thumb" />
            )}
            <span className="desk-clip">{item.title}</span>
          </span>
        ),
        csv: (item) => item.title,
      },
      {
        key: 'kind',
        title: t('aftersales.kind'),
        cell: (item) => t(`aftersale.kind.${item.kind}`),
        csv: (item) => item.kind,
      },
      {
        key: 'reason',
        title: t('aftersales.reason'),
        cell: (item) => t(`aftersale.reason.${item.reason}`, { defaultValue: item.reason }),
        csv: (item) => item.reason,
      },
      {
        key: 'state',
        title: t('orders.stateName'),
        cell: (item) => <CaseState state={item.state} />,
        csv: (item) => item.state,
      },
      {
        key: 'order',
        title: t('orders.number'),
        cell: (item) => <span className="desk-mono">{item.orderNumber}</span>,
        csv: (item) => item.orderNumber,
      },
      {
        key: 'amount',
        title: t('aftersales.amount'),
        align: 'right',
        cell: (item) => formatMoney(item.refund),
        csv: (item) => item.refund.amountMinor / 100,
      },
    ],
    [t, locale],
  );
  return (
    <Page
      title={t('aftersales.name')}
      purpose={t('aftersales.purpose')}
      filters={
        <Segmented
          aria-label={t('aftersales.name')}
          value={open ? 'open' : 'all'}
          onChange={(value) => set({ all: value === 'all' ? '1' : undefined })}
          options={[
            { value: 'open', label: t('aftersales.open') },
            { value: 'all', label: t('desk.all') },
          ]}
        />
      }
    >
      <SchemaTable
        name="aftersales"
        label={t('aftersales.name')}
        columns={columns}
        rowKey={(item) => item.id}
        queryKey={['aftersales', shopId ?? null, open]}
        load={(paging, signal) =>
          ask(
            api.GET('/api/v1/studio/aftersales', {
              params: { query: { ...paging, ...(shopId ? { shopId } : {}), ...(open ? { open: true } : {}) } },
              ...(signal ? { signal } : {}),
            }),
          )
        }
        onOpen={(item) => set({ case: item.id }, { push: true })}
        empty={open ? t('aftersales.empty') : t('aftersales.never')}
      />
      <CaseDrawer id={get('case')} onClose={() => set({ case: undefined })} />
    </Page>
  );
}
