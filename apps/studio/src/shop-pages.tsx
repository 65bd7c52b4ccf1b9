import { ask } from '@haowu/api-client';
import { api, Card, ErrorState, fieldErrors, Loading, once, Page, problemText } from '@haowu/ui/desk/index.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, type FormInstance, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCurrentShop } from './current-shop.tsx';

type Fields = { name: string; description: string; region: string; dispatchPromiseHours: number };

function showFieldErrors(form: FormInstance<Fields>, error: unknown): void {
  form.setFields(fieldErrors(error).map((entry) => ({ name: entry.path[0] as keyof Fields, errors: [entry.message] })));
}

function ShopFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="name"
        label={t('shop.field.name')}
        rules={[{ required: true, whitespace: true, min: 2, max: 30, message: t('shop.field.nameRule') }]}
      >
        <Input maxLength={30} showCount />
      </Form.Item>
      <Form.Item name="description" label={t('shop.field.description')}>
        <Input.TextArea rows={4} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="region" label={t('shop.field.region')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item
        name="dispatchPromiseHours"
        label={t('products.field.dispatch')}
        extra={t('shop.field.dispatchNote')}
        rules={[{ required: true, type: 'integer', min: 12, max: 240, message: t('products.field.dispatchRule') }]}
      >
        <InputNumber min={12} max={240} precision={0} suffix={t('products.field.hours')} className="studio-wide" />
      </Form.Item>
    </>
  );
}

/** Name, description, region and dispatch promise of the chosen shop. */
export function ShopSettingsPage() {
  const { t } = useTranslation();
  const { shops, shopId } = useCurrentShop();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const id = shopId ?? shops[0]?.id;
  const shop = useQuery({
    queryKey: ['shop', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/shops/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
  const save = useMutation({
    mutationFn: (fields: Fields) =>
      ask(api.PATCH('/api/v1/studio/shops/{id}', { params: { path: { id: id ?? '' } }, body: fields })),
    onSuccess: () => {
      message.success(t('shop.saved'));
      void client.invalidateQueries({ queryKey: ['shop', id] });
      void client.invalidateQueries({ queryKey: ['my-shops'] });
    },
    onError: (error) => showFieldErrors(form, error),
  });
  return (
    <Page title={t('shop.settings')} purpose={t('shop.settingsPurpose')}>
      {shop.isError ? (
        <ErrorState error={shop.error} onRetry={() => void shop.refetch()} />
      ) : !shop.data ? (
        <Loading />
      ) : (
        <Card className="studio-narrow" title={shop.data.name} note={t(`subject.${shop.data.subjectType}`)}>
          <Form
            key={shop.data.id}
            form={form}
            layout="vertical"
            initialValues={{ ...shop.data, region: shop.data.region ?? '' }}
            onFinish={({ name, description, region, dispatchPromiseHours }) =>
              save.mutate({ name, description: description ?? '', region: region ?? '', dispatchPromiseHours })
            }
          >
            <ShopFields />
            {save.error ? (
              <Alert className="desk-gap" type="error" showIcon title={problemText(save.error, t).title} />
            ) : null}
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t('shop.save')}
            </Button>
          </Form>
        </Card>
      )}
    </Page>
  );
}

/** Open a shop as an individual, on trial. */
export function OpenShopPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { choose } = useCurrentShop();
  const [form] = Form.useForm<Fields>();
  const open = useMutation({
    mutationFn: (fields: Fields) => ask(api.POST('/api/v1/studio/shops', { params: { header: once() }, body: fields })),
    onSuccess: async (shop) => {
      await client.invalidateQueries({ queryKey: ['my-shops'] });
      await client.invalidateQueries({ queryKey: ['session'] });
      choose(shop.id);
      navigate('/products/new');
    },
    onError: (error) => showFieldErrors(form, error),
  });
  return (
    <Page title={t('shop.open')} purpose={t('shop.openPurpose')}>
      <Card className="studio-narrow">
        <Form
          form={form}
          layout="vertical"
          initialValues={{ name: '', description: '', region: '', dispatchPromiseHours: 48 }}
          onFinish={(fields) =>
            open.mutate({ ...fields, description: fields.description ?? '', region: fields.region ?? '' })
          }
        >
          <ShopFields />
          {open.error ? (
            <Alert className="desk-gap" type="error" showIcon title={problemText(open.error, t).title} />
          ) : null}
          <Button type="primary" htmlType="submit" loading={open.isPending}>
            {t('shop.openDo')}
          </Button>
        </Form>
      </Card>
    </Page>
  );
}
