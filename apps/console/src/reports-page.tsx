import { ask, type Schemas } from '@haowu/api-client';
import {
  api,
  type Column,
  once,
  Page,
  problemText,
  SchemaTable,
  StateTag,
  usePreferences,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatDateTime } from '@haowu/ui/format.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Drawer, Form, Input, Radio, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Report = Schemas['Report'];
type Restriction = 'recommend' | 'sell' | 'comment';
type Decision = { outcome: 'upheld' | 'dismissed'; restrict: Restriction[]; text: string };

const tones = { open: 'waits', upheld: 'bad', dismissed: 'plain' } as const;

/** Where the viewer app shows a subject. */
const pages: Record<string, string> = { video: '/v/', product: '/products/', shop: '/shops/' };

/** Which capabilities a restriction can take from each kind of subject. */
const possible: Record<string, Restriction[]> = {
  video: ['recommend'],
  product: ['recommend', 'sell'],
  shop: ['recommend', 'sell'],
  comment: ['comment'],
  account: ['recommend', 'sell', 'comment'],
};

function DecisionForm({ report, onDone }: { report: Report; onDone: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Decision>();
  const outcome = Form.useWatch('outcome', form) ?? 'upheld';
  const restrict = Form.useWatch('restrict', form) ?? [];
  const decide = useMutation({
    mutationFn: (decision: Decision) =>
      ask(
        api.POST('/api/v1/console/reports/{id}/decision', {
          params: { path: { id: report.id }, header: once() },
          body: { ...decision, restrict: decision.outcome === 'upheld' ? decision.restrict : [] },
        }),
      ),
    onSuccess: () => {
      message.success(t('reports.decided'));
      void client.invalidateQueries({ queryKey: ['reports'] });
      onDone();
    },
  });
  const choices = possible[report.subjectKind] ?? ['recommend'];
  const subject = t(`report.subject.${report.subjectKind}`, { defaultValue: report.subjectKind });
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ outcome: 'upheld', restrict: choices.slice(0, 1), text: '' }}
      onFinish={(values) => decide.mutate({ ...values, restrict: values.restrict ?? [] })}
    >
      <Form.Item name="outcome" label={t('reports.outcome')}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'upheld', label: t('reports.uphold') },
            { value: 'dismissed', label: t('reports.dismiss') },
          ]}
        />
      </Form.Item>
      {outcome === 'upheld' ? (
        <Form.Item name="restrict" label={t('reports.restrict')}>
          <Checkbox.Group options={choices.map((value) => ({ value, label: t(`reports.restriction.${value}`) }))} />
        </Form.Item>
      ) : null}
      <Alert
        className="desk-gap"
        type={outcome === 'upheld' && restrict.length > 0 ? 'warning' : 'info'}
        title={t('reports.preview')}
        description={
          outcome === 'dismissed' ? (
            t('reports.previewDismiss', { count: report.reportsCount, subject })
          ) : restrict.length === 0 ? (
            t('reports.previewNone', { subject })
          ) : (
            <ul className="console-preview">
              {restrict.map((value) => (
                <li key={value}>{t(`reports.effect.${value}`, { subject })}</li>
              ))}
            </ul>
          )
        }
      />
      <Form.Item
        name="text"
        label={t('reports.words')}
        extra={t('reports.wordsNote')}
        rules={[{ required: true, min: 2, max: 500, whitespace: true, message: t('reports.wordsRule') }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      {decide.error ? (
        <Alert className="desk-gap" type="error" showIcon title={problemText(decide.error, t).title} />
      ) : null}
      <Button type="primary" danger={outcome === 'upheld'} htmlType="submit" loading={decide.isPending}>
        {outcome === 'upheld' ? t('reports.doUphold') : t('reports.doDismiss')}
      </Button>
    </Form>
  );
}

/** Reports waiting for a decision, and the decision with what it will do. */
export function ReportsPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const [rows, setRows] = useState<Report[]>([]);
  const state = (get('state') as Report['state'] | undefined) ?? 'open';
  const opened = rows.find((report) => report.id === get('report'));
  const columns = useMemo<Column<Report>[]>(
    () => [
      {
        key: 'filedAt',
        title: t('reports.filedAt'),
        width: 140,
        cell: (report) => formatDateTime(report.filedAt, locale),
        csv: (report) => report.filedAt,
      },
      {
        key: 'subject',
        title: t('reports.subject'),
        cell: (report) => t(`report.subject.${report.subjectKind}`, { defaultValue: report.subjectKind }),
        csv: (report) => `${report.subjectKind} ${report.subjectId}`,
      },
      {
        key: 'reason',
        title: t('reports.reason'),
        cell: (report) => t(`report.reason.${report.reason}`, { defaultValue: report.reason }),
        csv: (report) => report.reason,
      },
      {
        key: 'text',
        title: t('reports.text'),
        cell: (report) => <span className="desk-clip">{report.text || '–'}</span>,
        csv: (report) => report.text,
      },
      {
        key: 'count',
        title: t('reports.count'),
        align: 'right',
        cell: (report) => report.reportsCount,
        csv: (report) => report.reportsCount,
      },
      {
        key: 'state',
        title: t('reports.state'),
        cell: (report) => <StateTag tone={tones[report.state]}>{t(`report.state.${report.state}`)}</StateTag>,
        csv: (report) => report.state,
      },
    ],
    [t, locale],
  );
  return (
    <Page
      title={t('reports.name')}
      purpose={t('reports.purpose')}
      filters={
        <Segmented
          aria-label={t('reports.state')}
          value={state}
          onChange={(value) => set({ state: value === 'open' ? undefined : value, report: undefined })}
          options={(['open', 'upheld', 'dismissed'] as const).map((value) => ({
            value,
            label: t(`report.state.${value}`),
          }))}
        />
      }
    >
      <SchemaTable
        name="reports"
        label={t('reports.name')}
        columns={columns}
        rowKey={(report) => report.id}
        queryKey={['reports', state]}
        load={async (paging, signal) => {
          const page = await ask(
            api.GET('/api/v1/console/reports', {
              params: { query: { ...paging, state } },
              ...(signal ? { signal } : {}),
            }),
          );
          if (signal) setRows(page.items);
          return page;
        }}
        onOpen={(report) => set({ report: report.id }, { push: true })}
        empty={state === 'open' ? t('reports.empty') : t('reports.emptyOther')}
      />
      <Drawer
        open={opened !== undefined}
        onClose={() => set({ report: undefined })}
        size="min(520px, 94vw)"
        title={t('reports.decide')}
        destroyOnHidden
      >
        {opened ? (
          <div className="desk-stack">
            <dl className="desk-facts">
              <dt>{t('reports.subject')}</dt>
              <dd>
                {t(`report.subject.${opened.subjectKind}`, { defaultValue: opened.subjectKind })}{' '}
                {opened.subjectKind in pages ? (
                  <a href={`${pages[opened.subjectKind]}${opened.subjectId}`} target="_blank" rel="noreferrer">
                    {t('reports.look')}
                  </a>
                ) : null}
                <br />
                <span className="desk-mono desk-second">{opened.subjectId}</span>
              </dd>
              <dt>{t('reports.reason')}</dt>
              <dd>{t(`report.reason.${opened.reason}`, { defaultValue: opened.reason })}</dd>
              <dt>{t('reports.text')}</dt>
              <dd>{opened.text || '–'}</dd>
              <dt>{t('reports.count')}</dt>
              <dd>{opened.reportsCount}</dd>
              <dt>{t('reports.filedAt')}</dt>
              <dd>{formatDateTime(opened.filedAt, locale)}</dd>
            </dl>
            {opened.state === 'open' ? (
              <DecisionForm report={opened} onDone={() => set({ report: undefined })} />
            ) : (
              <StateTag tone={tones[opened.state]}>{t(`report.state.${opened.state}`)}</StateTag>
            )}
          </div>
        ) : null}
      </Drawer>
    </Page>
  );
}
