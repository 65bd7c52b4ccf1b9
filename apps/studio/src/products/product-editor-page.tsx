import { ask } from '@haowu/api-client';
import { api, Card, ErrorState, fieldErrors, Loading, once, Page, problemText } from '@haowu/ui/desk/index.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, InputNumber, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBeforeUnload, useNavigate, useParams } from 'react-router';
import { CategoryField } from '../categories.tsx';
import { useCurrentShop } from '../current-shop.tsx';
import { reviewReason } from '../videos/video-state.tsx';
import { type Picture, PictureField } from './picture-field.tsx';
import { type Product, ProductState, type Variant } from './product-state.tsx';
import { StockAdjustment } from './stock-adjustment.tsx';
import {
  axesOf,
  combinations,
  emptyRow,
  type OptionAxis,
  parseYuan,
  type RowProblem,
  rowKey,
  rowProblems,
  rowsMax,
  rowsOf,
  type VariantRow,
} from './variants.ts';
import { VariantsMatrix } from './variants-matrix.tsx';

type Fields = {
  shopId: string;
  title: string;
  titleEn: string;
  description: string;
  categoryId: string;
  origin: string;
  tags: string[];
  dispatchPromiseHours: number;
};
const reviewRefetchMs = 1_500;

class RowsNeedWork extends Error {}

/** One product: words, pictures, variants, stock, review. What is typed stays typed whatever the server answers. */
export function ProductEditorPage() {
  const { t } = useTranslation();
  const { id = 'new' } = useParams();
  const fresh = id === 'new';
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const { shops, shopId } = useCurrentShop();
  const [form] = Form.useForm<Fields>();
  const [pictures, setPictures] = useState<Picture[]>([]);
  const [axes, setAxes] = useState<OptionAxis[]>([]);
  const [rows, setRows] = useState<ReadonlyMap<string, VariantRow>>(new Map());
  const [problems, setProblems] = useState<RowProblem[]>([]);
  const [serverProblems, setServerProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [adjusting, setAdjusting] = useState<Variant>();
  const [dirty, setDirty] = useState(false);
  const filledFor = useRef<string | null>(null);
  useBeforeUnload((event) => {
    if (dirty) event.preventDefault();
  });

  const product = useQuery({
    queryKey: ['product', id],
    enabled: !fresh,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/studio/products/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data?.state === 'in_review' ? reviewRefetchMs : false),
  });
  const data = product.data;
  const saved = useMemo(
    () => new Map((data?.variants ?? []).map((variant) => [rowKey(variant.options), variant])),
    [data],
  );
  useEffect(() => {
    if (!data || filledFor.current === data.id) return;
    filledFor.current = data.id;
    form.setFieldsValue(data);
    setPictures(data.images.map(({ assetId, url }) => ({ assetId, url })));
    setAxes(axesOf(data.optionNames, data.variants));
    setRows(rowsOf(data.variants));
    setDirty(false);
  }, [data, form]);
  const keep = (next: Product) => {
    client.setQueryData(['product', next.id], next);
    void client.invalidateQueries({ queryKey: ['products'] });
  };

  const save = useMutation({
    mutationFn: async (key: ReturnType<typeof once>) => {
      const fields = await form.validateFields();
      const used = axes.filter((axis) => axis.name.trim() !== '' && axis.values.length > 0);
      const combos = combinations(used);
      const wrong = rowProblems(combos.map(rowKey), rows);
      setProblems(wrong);
      if (wrong.length > 0 || combos.length > rowsMax) throw new RowsNeedWork();
      const money = (text: string) => ({ amountMinor: parseYuan(text) ?? 0, currency: 'CNY' });
      const body = {
        shopId: data?.shopId ?? fields.shopId,
        title: fields.title.trim(),
        titleEn: fields.titleEn?.trim() ?? '',
        description: fields.description ?? '',
        categoryId: fields.categoryId,
        origin: fields.origin?.trim() ?? '',
        tags: fields.tags ?? [],
        imageAssetIds: pictures.map((picture) => picture.assetId),
        optionNames: used.map((axis) => axis.name.trim()),
        variants: combos.map((options) => {
          const row = rows.get(rowKey(options)) ?? emptyRow;
          const skuCode = row.skuCode.trim();
          return {
            options,
            price: money(row.price),
            strikePrice: row.strikePrice.trim() === '' ? null : money(row.strikePrice),
            stock: Number(row.stock),
            ...(skuCode ? { skuCode } : {}),
          };
        }),
        dispatchPromiseHours: fields.dispatchPromiseHours,
      };
      return fresh
        ? ask(api.POST('/api/v1/products', { params: { header: key }, body }))
        : ask(api.PUT('/api/v1/studio/products/{id}', { params: { path: { id } }, body }));
    },
    onSuccess: (next) => {
      setServerProblems(new Map());
      setDirty(false);
      filledFor.current = next.id;
      keep(next);
      if (fresh) navigate(`/products/${next.id}`, { replace: true });
    },
    onError: (error) => {
      const byRow = new Map<string, string>();
      const combos = combinations(axes);
      for (const entry of fieldErrors(error)) {
        const [first, index] = entry.path;
        if (first === 'variants' && typeof index === 'number') byRow.set(rowKey(combos[index] ?? []), entry.message);
        else if (typeof first === 'string') form.setFields([{ name: first as keyof Fields, errors: [entry.message] }]);
      }
      setServerProblems(byRow);
    },
  });
  const publish = useMutation({
    mutationFn: async () => {
      const target = dirty || fresh ? (await save.mutateAsync(once())).id : id;
      return ask(api.POST('/api/v1/studio/products/{id}/publish', { params: { path: { id: target } } }));
    },
    onSuccess: (next) => {
      keep(next);
      if (next.state === 'published') message.success(t('products.publishedNow'));
      else if (next.state === 'in_review') message.info(t('products.sentToReview'));
    },
  });
  const withdraw = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/studio/products/{id}/withdraw', { params: { path: { id } } })),
    onSuccess: keep,
    onError: (error) => message.error(problemText(error, t).title),
  });

  if (!fresh && product.isError)
    return (
      <Page title={t('products.name')}>
        <ErrorState error={product.error} onRetry={() => void product.refetch()} />
      </Page>
    );
  if (!fresh && !data)
    return (
      <Page title={t('products.name')}>
        <Loading />
      </Page>
    );
  const problem = publish.error ?? save.error;
  const shown = problem instanceof Error ? problem : null;
  const picturesWait = pictures.some(({ url }) => url === null);
  return (
    <Page
      title={
        <span className="desk-row">
          {data ? data.title : t('products.new')} {data ? <ProductState state={data.state} /> : null}
        </span>
      }
      name={data?.title ?? t('products.new')}
      purpose={t('products.editPurpose')}
      actions={
        <>
          <span role="status" className="desk-second">
            {picturesWait ? t('pictures.wait') : null}
          </span>
          {data?.state === 'published' ? (
            <Button
              onClick={() =>
                modal.confirm({
                  title: t('products.withdrawTitle'),
                  content: t('products.withdrawText'),
                  okText: t('products.withdraw'),
                  cancelText: t('desk.cancel'),
                  onOk: () => withdraw.mutateAsync().catch(() => undefined),
                })
              }
            >
              {t('products.withdraw')}
            </Button>
          ) : null}
          <Button
            loading={save.isPending && !publish.isPending}
            disabled={!dirty || picturesWait}
            onClick={() => save.mutate(once(), { onSuccess: () => message.success(t('products.saved')) })}
          >
            {fresh ? t('products.saveDraft') : t('products.save')}
          </Button>
          {data?.state !== 'published' ? (
            <Button
              type="primary"
              loading={publish.isPending || data?.state === 'in_review'}
              disabled={picturesWait}
              onClick={() => publish.mutate()}
            >
              {t('products.publish')}
            </Button>
          ) : null}
        </>
      }
    >
      {shown && (shown instanceof RowsNeedWork || 'code' in shown) ? (
        <Alert
          className="desk-gap"
          type="error"
          showIcon
          title={shown instanceof RowsNeedWork ? t('products.rowsNeedWork') : problemText(shown, t).title}
          description={fieldErrors(shown).length > 0 ? undefined : problemText(shown, t).detail}
        />
      ) : null}
      {data?.state === 'refused' ? (
        <Alert
          className="desk-gap"
          type="error"
          showIcon
          title={t('products.refused')}
          description={
            <ul>
              {data.stateReasons.map((reason) => (
                <li key={reason.code}>{reviewReason(t, reason)}</li>
              ))}
            </ul>
          }
        />
      ) : data?.state === 'draft' && data.stateReasons.length > 0 ? (
        <Alert
          className="desk-gap"
          type="warning"
          showIcon
          title={t('products.draftBecause')}
          description={data.stateReasons.map((reason) => reviewReason(t, reason)).join(' ')}
        />
      ) : data?.state === 'in_review' ? (
        <Alert className="desk-gap" type="info" showIcon title={t('products.inReview')} />
      ) : null}
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          shopId: shopId ?? shops[0]?.id,
          title: '',
          titleEn: '',
          description: '',
          origin: '',
          tags: [],
          dispatchPromiseHours: 48,
        }}
        onValuesChange={() => setDirty(true)}
        scrollToFirstError
      >
        <div className="studio-editor">
          <div className="desk-stack">
            <Card title={t('products.words')}>
              <Form.Item
                name="title"
                label={t('products.field.title')}
                rules={[{ required: true, whitespace: true, min: 2, max: 60, message: t('products.field.titleRule') }]}
              >
                <Input maxLength={60} showCount />
              </Form.Item>
              <Form.Item name="titleEn" label={t('products.field.titleEn')}>
                <Input maxLength={120} />
              </Form.Item>
              <Form.Item
                name="description"
                label={t('products.field.description')}
                extra={t('products.field.descriptionNote')}
              >
                <Input.TextArea rows={6} maxLength={20_000} />
              </Form.Item>
            </Card>
            <Card title={t('pictures.name')}>
              <PictureField
                pictures={pictures}
                onChange={(change) => {
                  setPictures(change);
                  setDirty(true);
                }}
              />
            </Card>
            <Card title={t('variants.name')} note={t('variants.purpose')}>
              <VariantsMatrix
                axes={axes}
                rows={rows}
                saved={saved}
                problems={problems}
                serverProblems={serverProblems}
                onAxes={(next) => {
                  setAxes(next);
                  setDirty(true);
                }}
                onRow={(key, change) => {
                  setRows((before) => new Map(before).set(key, { ...(before.get(key) ?? emptyRow), ...change }));
                  setProblems((before) => before.filter((entry) => entry.key !== key || !(entry.field in change)));
                  setDirty(true);
                }}
                onAdjust={setAdjusting}
              />
            </Card>
          </div>
          <Card title={t('products.sale')}>
            {fresh && shops.length > 1 ? (
              <Form.Item name="shopId" label={t('products.field.shop')} rules={[{ required: true }]}>
                <Select options={shops.map((shop) => ({ value: shop.id, label: shop.name }))} />
              </Form.Item>
            ) : (
              <Form.Item name="shopId" hidden>
                <Input />
              </Form.Item>
            )}
            <Form.Item
              name="categoryId"
              label={t('products.field.category')}
              rules={[{ required: true, message: t('products.field.categoryRule') }]}
            >
              <CategoryField />
            </Form.Item>
            <Form.Item name="origin" label={t('products.field.origin')}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name="tags" label={t('products.field.tags')} extra={t('products.field.tagsNote')}>
              <Select mode="tags" maxCount={12} open={false} suffixIcon={null} tokenSeparators={[',', '，', ' ']} />
            </Form.Item>
            <Form.Item
              name="dispatchPromiseHours"
              label={t('products.field.dispatch')}
              extra={t('products.field.dispatchNote')}
              rules={[
                { required: true, type: 'integer', min: 12, max: 240, message: t('products.field.dispatchRule') },
              ]}
            >
              <InputNumber
                min={12}
                max={240}
                precision={0}
                className="studio-wide"
                suffix={t('products.field.hours')}
              />
            </Form.Item>
          </Card>
        </div>
      </Form>
      <StockAdjustment variant={adjusting} onClose={() => setAdjusting(undefined)} />
    </Page>
  );
}
