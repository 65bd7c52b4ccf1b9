import { ask, type Schemas } from '@haowu/api-client';
import { api, type Column, Page, SchemaTable, StateTag, usePreferences, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatTime } from '@haowu/ui/format.ts';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { placeSources, sourceName, surfaceName } from '../codes.ts';
import { idIn } from './id-in.ts';
import { useRequestFilter } from './request-filter.ts';
import '../engine.css';

type Row = Schemas['FeedRequest'];

/** An id pasted by a person, by itself or within an address; kept in the address once it is one. */
function IdFilter({ name }: { name: 'viewer' | 'item' | 'request' }) {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const held = get(name) ?? '';
  const [text, setText] = useState(held);
  useEffect(() => setText(held), [held]);
  const wrong = text !== '' && idIn(text) === undefined;
  return (
    <Input
      allowClear
      className={`engine-id-filter ${held ? 'desk-filter-set' : ''}`}
      placeholder={t(`engine.requests.filter.${name}`)}
      aria-label={t(`engine.requests.filter.${name}`)}
      aria-invalid={wrong}
      title={wrong ? t('engine.requests.filter.notAnId') : undefined}
      {...(wrong ? { status: 'warning' as const } : {})}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const id = idIn(event.target.value);
        if (id || event.target.value === '') set({ [name]: id });
      }}
    />
  );
}

function Filters() {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const from = get('from');
  const to = get('to');
  const filtered = ['viewer', 'item', 'request', 'source', 'from', 'to'].some((key) => get(key));
  return (
    <>
      <IdFilter name="viewer" />
      <IdFilter name="item" />
      <IdFilter name="request" />
      <Select
        allowClear
        className={`engine-source-filter ${get('source') ? 'desk-filter-set' : ''}`}
        aria-label={t('engine.requests.filter.source')}
        placeholder={t('engine.requests.filter.source')}
        value={get('source') ?? null}
        options={placeSources.map((value) => ({ value, label: sourceName(t, value) }))}
        onChange={(value: string | null | undefined) => set({ source: value ?? undefined })}
      />
      <DatePicker.RangePicker
        aria-label={t('engine.requests.filter.time')}
        showTime={{ format: 'HH:mm' }}
        format="MM-DD HH:mm"
        className="engine-time-filter"
        allowEmpty={[true, true]}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        onChange={(range) => set({ from: range?.[0]?.toISOString(), to: range?.[1]?.toISOString() })}
      />
      {filtered ? (
        <Button
          type="text"
          onClick={() =>
            set({
              viewer: undefined,
              item: undefined,
              request: undefined,
              source: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          {t('bridge.filter.clear')}
        </Button>
      ) : null}
    </>
  );
}

/** Pages the feed served lately; each opens to every candidate and what decided about it. */
export default function RequestsPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const navigate = useNavigate();
  const filter = useRequestFilter();
  const columns = useMemo<Column<Row>[]>(
    () => [
      {
        key: 'servedAt',
        title: t('engine.requests.servedAt'),
        cell: (row) => (
          <Link to={`/requests/${row.requestId}`} className="engine-strong-link">
            {formatDateTime(row.servedAt, locale)}
            <span className="desk-second">{seconds(row.servedAt)}</span>
          </Link>
        ),
        csv: (row) => row.servedAt,
      },
      {
        key: 'surface',
        title: t('engine.requests.surface'),
        cell: (row) => surfaceName(t, row.surface),
        csv: (row) => row.surface,
      },
      {
        key: 'personalised',
        title: t('engine.requests.personalised'),
        cell: (row) =>
          row.personalised ? (
            <span className="desk-second">{t('engine.requests.personal')}</span>
          ) : (
            <StateTag tone="waits">{t('engine.requests.notPersonal')}</StateTag>
          ),
        csv: (row) => String(row.personalised),
      },
      {
        key: 'policy',
        title: t('engine.requests.policy'),
        cell: (row) => (
          <Link to={`/policies?version=${encodeURIComponent(row.policyVersion)}`}>{row.policyVersion}</Link>
        ),
        csv: (row) => row.policyVersion,
      },
      {
        key: 'candidates',
        title: t('engine.requests.candidates'),
        align: 'right',
        cell: (row) => row.candidatesCount,
        csv: (row) => row.candidatesCount,
      },
      {
        key: 'items',
        title: t('engine.requests.items'),
        align: 'right',
        cell: (row) => row.itemsCount,
        csv: (row) => row.itemsCount,
      },
      {
        key: 'requestId',
        title: t('engine.requests.requestId'),
        cell: (row) => <span className="desk-mono desk-second">{row.requestId}</span>,
        csv: (row) => row.requestId,
      },
    ],
    [t, locale],
  );
  return (
    <Page title={t('engine.requests.name')} purpose={t('engine.requests.purpose')} filters={<Filters />}>
      <SchemaTable
        name="feed-requests"
        label={t('engine.requests.name')}
        columns={columns}
        rowKey={(row) => row.requestId}
        queryKey={['feed-requests', filter]}
        load={(paging, signal) =>
          ask(
            api.GET('/api/v1/console/feed-requests', {
              params: { query: { ...paging, ...filter } },
              ...(signal ? { signal } : {}),
            }),
          )
        }
        onOpen={(row) => void navigate(`/requests/${row.requestId}`)}
        empty={t(Object.keys(filter).length > 0 ? 'engine.requests.emptyFiltered' : 'engine.requests.empty')}
        toolbar={<span className="desk-second desk-small">{t('engine.requests.kept')}</span>}
      />
    </Page>
  );
}

/** `:07`, behind the minutes: pages of one viewer come seconds apart. */
const seconds = (at: string): string => (formatTime(at) ? `:${at.slice(17, 19)}` : '');
