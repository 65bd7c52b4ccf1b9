import { ask, type Schemas } from '@haowu/api-client';
import { api, usePreferences, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatDateTime } from '@haowu/ui/format.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Period, periods, scenes } from './bridge-filter.ts';

type Kind = 'shop' | 'creator' | 'content' | 'category';

/** One filter whose choices come from the server as one types. */
function ChoiceFilter({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const options = useQuery({
    queryKey: ['bridge-options', q],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/console/bridge/options', { params: { query: { q } }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const data = options.data;
  const language = locale === 'zh-CN' ? 'zh' : 'en';
  const choices = !data
    ? []
    : kind === 'shop'
      ? data.shops.map((shop) => ({ value: shop.id, label: shop.name }))
      : kind === 'creator'
        ? data.creators.map((creator) => ({ value: creator.id, label: creator.name }))
        : kind === 'content'
          ? data.contents.map((content) => ({ value: content.id, label: content.title }))
          : data.categories.map((category) => ({ value: category.id, label: category.name[language] }));
  return (
    <Select
      allowClear
      showSearch={{ onSearch: setText, filterOption: false }}
      placeholder={t(`bridge.filter.${kind}`)}
      aria-label={t(`bridge.filter.${kind}`)}
      value={get(kind) ?? null}
      options={choices}
      loading={options.isFetching}
      popupMatchSelectWidth={240}
      className={`console-filter ${get(kind) ? 'desk-filter-set' : ''}`}
      onChange={(value: string | null | undefined) => set({ [kind]: value ?? undefined })}
      onOpenChange={(open) => {
        if (!open) setText('');
      }}
    />
  );
}

export function BridgeFilters({ period, bridge }: { period: Period; bridge: Schemas['Bridge'] | undefined }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const [choosing, setChoosing] = useState(false);
  const from = get('from');
  const to = get('to');
  const filtered = ['shop', 'creator', 'content', 'category', 'scene', 'period', 'from'].some((key) => get(key));
  return (
    <>
      <Select
        value={choosing ? 'custom' : period}
        aria-label={t('bridge.filter.period')}
        className="console-filter-period desk-filter-set"
        options={periods.map((value) => ({ value, label: t(`bridge.period.${value}`) }))}
        onChange={(value) => {
          setChoosing(value === 'custom');
          if (value !== 'custom') set({ period: value === '30' ? undefined : value, from: undefined, to: undefined });
        }}
      />
      {choosing || period === 'custom' ? (
        <DatePicker.RangePicker
          aria-label={t('bridge.filter.range')}
          allowClear={false}
          value={from && to ? [dayjs(from), dayjs(to)] : null}
          onChange={(range) => {
            if (!range?.[0] || !range[1]) return;
            setChoosing(false);
            set({ period: undefined, from: range[0].format('YYYY-MM-DD'), to: range[1].format('YYYY-MM-DD') });
          }}
        />
      ) : null}
      <ChoiceFilter kind="shop" />
      <ChoiceFilter kind="creator" />
      <ChoiceFilter kind="content" />
      <ChoiceFilter kind="category" />
      <Select
        allowClear
        placeholder={t('bridge.filter.scene')}
        aria-label={t('bridge.filter.scene')}
        className={`console-filter ${get('scene') ? 'desk-filter-set' : ''}`}
        value={get('scene') ?? null}
        options={scenes.map((value) => ({ value, label: t(`scene.${value}`) }))}
        onChange={(value: string | null | undefined) => set({ scene: value ?? undefined })}
      />
      {filtered ? (
        <Button
          type="text"
          onClick={() => {
            setChoosing(false);
            set({
              shop: undefined,
              creator: undefined,
              content: undefined,
              category: undefined,
              scene: undefined,
              period: undefined,
              from: undefined,
              to: undefined,
            });
          }}
        >
          {t('bridge.filter.clear')}
        </Button>
      ) : null}
      {bridge ? (
        <span className="console-asof">
          {t('bridge.asOf', { version: bridge.rulesetVersion, at: formatDateTime(bridge.asOf, locale) })}
        </span>
      ) : null}
    </>
  );
}
