import { ask } from '@haowu/api-client';
import {
  api,
  type Column,
  ErrorState,
  once,
  Page,
  problemText,
  SchemaTable,
  StateTag,
  type Tone,
  usePreferences,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatDateTime } from '@haowu/ui/format.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type PolicyRow, usePublishedPolicy } from '../queries.ts';
import { SearchField } from '../search-field.tsx';
import { RollBackButton } from './roll-back-button.tsx';
import '../engine.css';

export const policyTone: Record<PolicyRow['state'], Tone> = { draft: 'waits', published: 'good', retired: 'plain' };

/** A new draft from a version; opens it at once. */
export function NewDraft({ from, open, onClose }: { from: PolicyRow | undefined; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form] = Form.useForm<{ version: string; note: string }>();
  const create = useMutation({
    mutationFn: (typed: { version: string; note?: string }) =>
      ask(
        api.POST('/api/v1/console/policies', {
          params: { header: once() },
          body: { fromId: from?.id ?? '', version: typed.version.trim(), note: typed.note?.trim() ?? '' },
        }),
      ),
    onSuccess: (draft) => {
      client.setQueryData(['policy', draft.id], draft);
      void client.invalidateQueries({ queryKey: ['policies'] });
      onClose();
      void navigate(`/policies/${draft.id}`);
    },
  });
  return (
    <Modal
      open={open && from !== undefined}
      title={t('engine.policy.newFrom', { version: from?.version ?? '' })}
      okText={t('engine.policy.create')}
      cancelText={t('desk.cancel')}
      confirmLoading={create.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => create.mutate(typed)}>
        <Form.Item
          name="version"
          label={t('engine.policy.version')}
          extra={t('engine.policy.versionNote')}
          rules={[
            {
              required: true,
              pattern: /^\s*[A-Za-z0-9][A-Za-z0-9._-]{0,39}\s*$/,
              message: t('engine.policy.versionRule'),
            },
          ]}
        >
          <Input autoFocus autoComplete="off" placeholder="calm-2" />
        </Form.Item>
        <Form.Item name="note" label={t('engine.policy.note')} initialValue="">
          <Input.TextArea rows={2} maxLength={500} placeholder={t('engine.policy.notePlaceholder')} />
        </Form.Item>
        {create.isError ? <ErrorState error={create.error} /> : null}
      </Form>
    </Modal>
  );
}

/** An address by version (from a served page) leads to that version. */
function VersionLink({ version }: { version: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const found = useQuery({
    queryKey: ['policies', 'by-version', version],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/console/policies', { params: { query: { q: version, limit: 20 } }, signal })),
  });
  const row = found.data?.items.find((entry) => entry.version === version);
  useEffect(() => {
    if (row) void navigate(`/policies/${row.id}`, { replace: true });
  }, [row, navigate]);
  if (found.isError) return <Alert type="error" title={problemText(found.error, t).title} />;
  return found.data && !row ? (
    <Alert type="warning" showIcon title={t('engine.policy.versionGone', { version })} className="desk-gap" />
  ) : null;
}

/** Every version of the policy: what is in force, what is being tried, what was before. */
export default function PoliciesPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const navigate = useNavigate();
  const { get, set } = useUrlState();
  const published = usePublishedPolicy();
  const state = get('state') as PolicyRow['state'] | undefined;
  const q = get('q');
  const version = get('version');
  const columns = useMemo<Column<PolicyRow>[]>(
    () => [
      {
        key: 'version',
        title: t('engine.policy.version'),
        cell: (row) => (
          <Link to={`/policies/${row.id}`} className="engine-strong-link">
            {row.version}
          </Link>
        ),
        csv: (row) => row.version,
      },
      {
        key: 'state',
        title: t('engine.policy.stateName'),
        cell: (row) => <StateTag tone={policyTone[row.state]}>{t(`engine.policy.state.${row.state}`)}</StateTag>,
        csv: (row) => row.state,
      },
      {
        key: 'note',
        title: t('engine.policy.note'),
        cell: (row) => (
          <span className="desk-clip">{row.note || (row.builtIn ? t('engine.policy.builtIn') : '–')}</span>
        ),
        csv: (row) => row.note,
      },
      {
        key: 'author',
        title: t('engine.policy.author'),
        cell: (row) => row.author?.nickname ?? (row.builtIn ? t('engine.policy.system') : '–'),
        csv: (row) => row.author?.nickname ?? null,
      },
      {
        key: 'changedAt',
        title: t('engine.policy.changedAt'),
        cell: (row) => (row.changedAt ? formatDateTime(row.changedAt, locale) : '–'),
        csv: (row) => row.changedAt,
      },
      {
        key: 'publishedAt',
        title: t('engine.policy.publishedAt'),
        cell: (row) =>
          row.publishedAt
            ? `${formatDateTime(row.publishedAt, locale)}${row.publisher ? ` · ${row.publisher.nickname}` : ''}`
            : '–',
        csv: (row) => row.publishedAt,
      },
      {
        key: 'retiredAt',
        title: t('engine.policy.retiredAt'),
        cell: (row) => (row.retiredAt ? formatDateTime(row.retiredAt, locale) : '–'),
        csv: (row) => row.retiredAt,
      },
    ],
    [t, locale],
  );
  const inForce = published.data ?? undefined;
  return (
    <Page
      title={inForce ? t('engine.policy.headline', { version: inForce.version }) : t('engine.policy.name')}
      name={t('engine.policy.name')}
      purpose={t('engine.policy.purpose')}
      actions={
        <>
          <RollBackButton />
          <Button type="primary" disabled={!inForce} onClick={() => set({ new: '1' })}>
            {t('engine.policy.newDraft')}
          </Button>
        </>
      }
      filters={
        <>
          <Select
            allowClear
            placeholder={t('engine.policy.allStates')}
            aria-label={t('engine.policy.stateName')}
            className={`console-filter ${state ? 'desk-filter-set' : ''}`}
            value={state ?? null}
            options={(['draft', 'published', 'retired'] as const).map((value) => ({
              value,
              label: t(`engine.policy.state.${value}`),
            }))}
            onChange={(value: PolicyRow['state'] | null | undefined) => set({ state: value ?? undefined })}
          />
          <SearchField name="q" className="engine-id-filter" label={t('engine.policy.search')} />
        </>
      }
    >
      {version ? <VersionLink version={version} /> : null}
      <SchemaTable
        name="policies"
        label={t('engine.policy.name')}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={['policies', 'list', state, q]}
        load={(paging, signal) =>
          ask(
            api.GET('/api/v1/console/policies', {
              params: { query: { ...paging, ...(state ? { state } : {}), ...(q ? { q } : {}) } },
              ...(signal ? { signal } : {}),
            }),
          )
        }
        onOpen={(row) => void navigate(`/policies/${row.id}`)}
        empty={t('engine.policy.empty')}
      />
      <NewDraft from={inForce} open={get('new') === '1'} onClose={() => set({ new: undefined })} />
    </Page>
  );
}
