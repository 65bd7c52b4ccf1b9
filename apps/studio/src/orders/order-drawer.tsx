import { ask } from '@haowu/api-client';
import { api, ErrorState, Loading, once, problemText, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Drawer, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { dispatchOrder } from './dispatch.ts';
import { type Carrier, carriers, DispatchBy, type Order, OrderState } from './order-words.tsx';

function useRefresh() {
  const client = useQueryClient();
  return (order: Order) => {
    client.setQueryData(['order', order.id], order);
    void client.invalidateQueries({ queryKey: ['orders'] });
    void client.invalidateQueries({ queryKey: ['parcels', order.id] });
    void client.invalidateQueries({ queryKey: ['today'] });
  };
}

function DispatchForm({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const send = useMutation({
    mutationFn: (values: { carrier: Carrier; waybillNumber?: string }) =>
      dispatchOrder(order, values.carrier, values.waybillNumber?.trim() || undefined),
    onSuccess: (after) => {
      message.success(t('dispatch.done'));
      refresh(after);
    },
  });
  return (
    <section className="studio-dispatch" aria-label={t('dispatch.title')}>
      <h2>{t('dispatch.title')}</h2>
      <Form layout="vertical" initialValues={{ carrier: 'zto' }} onFinish={(values) => send.mutate(values)}>
        <div className="studio-two">
          <Form.Item name="carrier" label={t('dispatch.carrier')}>
            <Select options={carriers.map((value) => ({ value, label: t(`carrier.${value}`) }))} />
          </Form.Item>
          <Form.Item
            name="waybillNumber"
            label={t('dispatch.waybill')}
            rules={[{ pattern: /^\s*[A-Za-z0-9]{8,30}\s*$/, message: t('dispatch.waybillRule') }]}
          >
            <Input placeholder={t('dispatch.waybillNote')} maxLength={30} />
          </Form.Item>
        </div>
        {send.error ? (
          <Alert className="desk-gap" type="error" showIcon title={problemText(send.error, t).title} />
        ) : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t('dispatch.do')}
        </Button>
      </Form>
    </section>
  );
}

function CancelByShop({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const refresh = useRefresh();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  const cancel = useMutation({
    mutationFn: (reason: string) =>
      ask(
        api.POST('/api/v1/studio/orders/{id}/cancel', {
          params: { path: { id: order.id }, header: once() },
          body: { reason },
        }),
      ),
    onSuccess: (after) => {
      message.success(t('orders.cancelled'));
      refresh(after);
      setOpen(false);
    },
  });
  return (
    <>
      <Button danger type="text" onClick={() => setOpen(true)}>
        {t('orders.cannotDeliver')}
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t('orders.cancelTitle')}
        okText={t('orders.cancelDo')}
        cancelText={t('desk.cancel')}
        okButtonProps={{ danger: true }}
        confirmLoading={cancel.isPending}
        onOk={() => form.submit()}
        destroyOnHidden
      >
        <Alert
          className="desk-gap"
          type="warning"
          showIcon
          title={t('orders.cancelText', { amount: formatMoney(order.amounts.total) })}
        />
        <Form form={form} layout="vertical" onFinish={({ reason }) => cancel.mutate(reason)}>
          <Form.Item
            name="reason"
            label={t('orders.cancelReason')}
            rules={[{ required: true, whitespace: true, min: 2, max: 200, message: t('orders.cancelRule') }]}
          >
            <Input.TextArea rows={2} maxLength={200} />
          </Form.Item>
        </Form>
        {cancel.error ? <Alert type="error" showIcon title={problemText(cancel.error, t).title} /> : null}
      </Modal>
    </>
  );
}

function Parcels({ orderId }: { orderId: string }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const parcels = useQuery({
    queryKey: ['parcels', orderId],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/orders/{id}/parcels', { params: { path: { id: orderId } }, signal })),
  });
  if (!parcels.data || parcels.data.parcels.length === 0) return null;
  return (
    <section aria-label={t('orders.parcels')}>
      <h2>{t('orders.parcels')}</h2>
      {parcels.data.parcels.map((parcel) => (
        <div key={parcel.id}>
          <p>
            {t(`carrier.${parcel.carrier}`, { defaultValue: parcel.carrier })}{' '}
            <span className="desk-mono">{parcel.waybillNumber}</span>
          </p>
          <ol className="desk-events">
            {parcel.events.map((event) => (
              <li key={`${event.at}-${event.status}`}>
                {event.text[locale === 'zh-CN' ? 'zh' : 'en']}
                <time dateTime={event.at}>{formatDateTime(event.at, locale)}</time>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function Body({ order, now }: { order: Order; now: number }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { address } = order;
  const steps = [
    ['placedAt', order.placedAt],
    ['paidAt', order.paidAt],
    ['dispatchedAt', order.dispatchedAt],
    ['deliveredAt', order.deliveredAt],
    ['receivedAt', order.receivedAt],
    ['cancelledAt', order.cancelledAt],
  ] as const;
  return (
    <div className="desk-stack studio-order">
      <ul className="studio-lines">
        {order.lines.map((line) => (
          <li key={line.id}>
            {line.image ? <img className="desk-thumb" src={line.image.url} alt="" /> : <span className="desk-thumb" />}
            <span className="desk-grow">
              <span>{line.title}</span>
              <br />
              <span className="desk-second desk-small">
                {line.options.join(' · ')} × {line.quantity}
              </span>
              {line.aftersale ? (
                <>
                  {' '}
                  <Link to={`/aftersales?case=${line.aftersale.caseId}`}>
                    {t('orders.aftersale')} ·{' '}
                    {t(`aftersale.state.${line.aftersale.state}`, { defaultValue: line.aftersale.state })}
                  </Link>
                </>
              ) : null}
            </span>
            <span className="desk-right">
              {formatMoney(line.paid)}
              {line.refunded.amountMinor > 0 ? (
                <>
                  <br />
                  <span className="desk-down desk-small">
                    {t('orders.refunded', { amount: formatMoney(line.refunded) })}
                  </span>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <dl className="desk-facts">
        <dt>{t('orders.goods')}</dt>
        <dd>{formatMoney(order.amounts.goods)}</dd>
        {order.amounts.discounts.map((discount) => (
          <DiscountRow key={discount.code} code={discount.code} amount={formatMoney(discount.amount)} />
        ))}
        <dt>{t('orders.freight')}</dt>
        <dd>{formatMoney(order.amounts.freight)}</dd>
        <dt>{t('orders.total')}</dt>
        <dd className="desk-strong">{formatMoney(order.amounts.total)}</dd>
      </dl>
      <dl className="desk-facts">
        <dt>{t('orders.deliverTo')}</dt>
        <dd>
          {address.name} {address.phone}
          <br />
          {address.province}
          {address.city}
          {address.district} {address.detail}
        </dd>
        {order.note ? (
          <>
            <dt>{t('orders.note')}</dt>
            <dd className="desk-waits">{order.note}</dd>
          </>
        ) : null}
        {order.state === 'awaiting_dispatch' ? (
          <>
            <dt>{t('orders.dispatchBy')}</dt>
            <dd>
              <DispatchBy order={order} now={now} />
            </dd>
          </>
        ) : null}
      </dl>
      {order.state === 'awaiting_dispatch' ? <DispatchForm order={order} /> : null}
      {order.dispatchedAt ? <Parcels orderId={order.id} /> : null}
      <dl className="desk-facts">
        {steps.map(([key, at]) =>
          at ? <StepRow key={key} name={t(`orders.step.${key}`)} at={formatDateTime(at, locale)} /> : null,
        )}
      </dl>
      {order.state === 'awaiting_dispatch' ? <CancelByShop order={order} /> : null}
    </div>
  );
}

function DiscountRow({ code, amount }: { code: string; amount: string }) {
  const { t } = useTranslation();
  return (
    <>
      <dt>{t(`discount.${code.replaceAll('.', '_')}`, { defaultValue: t('orders.discount') })}</dt>
      <dd className="desk-up">−{amount}</dd>
    </>
  );
}

function StepRow({ name, at }: { name: string; at: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{at}</dd>
    </>
  );
}

export function OrderDrawer({ id, now, onClose }: { id: string | undefined; now: number; onClose: () => void }) {
  const { t } = useTranslation();
  const order = useQuery({
    queryKey: ['order', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/orders/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      size="min(560px, 94vw)"
      title={
        order.data ? (
          <span className="desk-row">
            <span className="desk-mono">{order.data.number}</span> <OrderState state={order.data.state} />
          </span>
        ) : (
          t('orders.one')
        )
      }
      destroyOnHidden
    >
      {order.isError ? (
        <ErrorState error={order.error} onRetry={() => void order.refetch()} />
      ) : order.data ? (
        <Body order={order.data} now={now} />
      ) : (
        <Loading />
      )}
    </Drawer>
  );
}
