import { ask, type Schemas } from '@haowu/api-client';
import {
  api,
  type Column,
  once,
  Page,
  problemText,
  SchemaTable,
  usePreferences,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Drawer, Form, Input, Radio } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Case = Schemas['Aftersale'];
type Judgement = { outcome: 'refund' | 'reject'; merchantAtFault: boolean; text: string };

function JudgementForm({ item, onDone }: { item: Case; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Judgement>();
  const outcome = Form.useWatch('outcome', form) ?? 'refund';
  const fault = Form.useWatch('merchantAtFault', form) ?? false;
  const judge = useMutation({
    mutationFn: (body: Judgement) =>
      ask(
        api.POST('/api/v1/console/aftersales/{id}/judgement', {
          params: { path: { id: item.id }, header: once() },
          body: { ...body, merchantAtFault: body.outcome === 'refund' && body.merchantAtFault },
        }),
      ),
    onSuccess: () => {
      message.success(t('judgement.done'));
      void client.invalidateQueries({ queryKey: ['escalated'] });
      void client.invalidateQueries({ queryKey: ['bridge'] });
      onDone();
    },
  });
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ outcome: 'refund', merchantAtFault: false, text: '' }}
      onFinish={(values) => judge.mutate({ ...values, merchantAtFault: values.merchantAtFault ?? false })}
    >
      <Form.Item name="outcome" label={t('judgement.outcome')}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'refund', label: t('judgement.refund') },
            { value: 'reject', label: t('judgement.reject') },
          ]}
        />
      </Form.Item>
      {outcome === 'refund' ? (
        <Form.Item name="merchantAtFault" valuePropName="checked">
          <Checkbox>{t('judgement.fault')}</Checkbox>
        </Form.Item>
      ) : null}
      <Alert
        className="desk-gap"
        type="info"
        title={t('reports.preview')}
        description={
          outcome === 'reject'
            ? t('judgement.previewReject')
            : fault
              ? t('judgement.previewFault', { amount: formatMoney(item.refund) })
              : t('judgement.previewRefund', { amount: formatMoney(item.refund) })
        }
      />
      <Form.Item
        name="text"
        label={t('judgement.words')}
        extra={t('judgement.wordsNote')}
        rules={[{ required: true, min: 2, max: 500, whitespace: true, message: t('reports.wordsRule') }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      {judge.error ? (
        <Alert className="desk-gap" type="error" showIcon title={problemText(judge.error, t).title} />
      ) : null}
      <Button type="primary" htmlType="submit" loading={judge.isPending}>
        {outcome === 'refund' ? t('judgement.doRefund') : t('judgement.doReject')}
      </Button>
    </Form>
  );
}

/** Escalated after-sale cases: what both sides said, and the judgement with its consequence. */
export function JudgementPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const [rows, setRows] = useState<Case[]>([]);
  const opened = rows.find((item) => item.id === get('case'));
  const columns = useMemo<Column<Case>[]>(
    () => [
      {
        key: 'deadline',
        title: t('judgement.deadline'),
        width: 148,
        cell: (item) => (item.deadline ? formatDateTime(item.deadline, locale) : '–'),
        csv: (item) => item.deadline,
      },
      {
        key: 'order',
        title: t('lines.order'),
        cell: (item) => <span className="desk-mono">{item.orderNumber}</span>,
        csv: (item) => item.orderNumber,
      },
      {
        key: 'goods',
        title: t('lines.product'),
        cell: (item) => <span className="desk-clip">{item.title}</span>,
        csv: (item) => item.title,
      },
      {
        key: 'kind',
        title: t('judgement.kind'),
        cell: (item) => t(`aftersale.kind.${item.kind}`),
        csv: (item) => item.kind,
      },
      {
        key: 'reason',
        title: t('judgement.reason'),
        cell: (item) => t(`aftersale.reason.${item.reason}`, { defaultValue: item.reason }),
        csv: (item) => item.reason,
      },
      {
        key: 'refund',
        title: t('judgement.amount'),
        align: 'right',
        cell: (item) => formatMoney(item.refund),
        csv: (item) => item.refund.amountMinor / 100,
      },
    ],
    [t, locale],
  );
  return (
    <Page title={t('judgement.name')} purpose={t('judgement.purpose')}>
      <SchemaTable
        name="escalated"
        label={t('judgement.name')}
        columns={columns}
        rowKey={(item) => item.id}
        queryKey={['escalated']}
        load={async (paging, signal) => {
          const page = await ask(
            api.GET('/api/v1/console/aftersales', { params: { query: paging }, ...(signal ? { signal } : {}) }),
          );
          if (signal) setRows(page.items);
          return page;
        }}
        onOpen={(item) => set({ case: item.id }, { push: true })}
        empty={t('judgement.empty')}
      />
      <Drawer
        open={opened !== undefined}
        onClose={() => set({ case: undefined })}
        size="min(560px, 94vw)"
        title={t('judgement.title')}
        destroyOnHidden
      >
        {opened ? (
          <div className="desk-stack">
            <div className="desk-goods">
              {opened.image ? <img className="desk-thumb" src={opened.image.url} alt="" /> : null}
              <div>
                <p className="desk-strong">{opened.title}</p>
                <p className="desk-second">
                  {opened.options.join(' · ')} × {opened.quantity}
                </p>
              </div>
            </div>
            <dl className="desk-facts">
              <dt>{t('judgement.kind')}</dt>
              <dd>{t(`aftersale.kind.${opened.kind}`)}</dd>
              <dt>{t('judgement.reason')}</dt>
              <dd>{t(`aftersale.reason.${opened.reason}`, { defaultValue: opened.reason })}</dd>
              <dt>{t('judgement.amount')}</dt>
              <dd className="desk-strong">{formatMoney(opened.refund)}</dd>
              <dt>{t('judgement.buyerWords')}</dt>
              <dd>{opened.text || '–'}</dd>
              {opened.deadline ? (
                <>
                  <dt>{t('judgement.deadline')}</dt>
                  <dd className="desk-waits">
                    {formatDateTime(opened.deadline, locale)}
                    {opened.deadlineOutcome
                      ? ` · ${t(`aftersale.outcome.${opened.deadlineOutcome}`, { defaultValue: opened.deadlineOutcome })}`
                      : ''}
                  </dd>
                </>
              ) : null}
            </dl>
            <ol className="desk-events">
              {opened.events.map((event) => (
                <li key={`${event.at}-${event.event}`}>
                  <strong>
                    {t(`aftersale.by.${event.by}`)} ·{' '}
                    {t(`aftersale.event.${event.event}`, { defaultValue: event.event })}
                  </strong>
                  <time dateTime={event.at}>{formatDateTime(event.at, locale)}</time>
                  {event.text ? <p>{event.text}</p> : null}
                </li>
              ))}
            </ol>
            <JudgementForm item={opened} onDone={() => set({ case: undefined })} />
          </div>
        ) : null}
      </Drawer>
    </Page>
  );
}
