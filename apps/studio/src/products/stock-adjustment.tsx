import { ask } from '@haowu/api-client';
import { api, once, problemText } from '@haowu/ui/desk/index.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, InputNumber, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Variant } from './product-state.tsx';

type Adjustment = { delta: number; reason: 'received' | 'counted' | 'damaged' | 'other' };
const reasons = ['received', 'counted', 'damaged', 'other'] as const;

/** Add or take stock of one variant; says the result before it is done. */
export function StockAdjustment({ variant, onClose }: { variant: Variant | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Adjustment>();
  const delta = Form.useWatch('delta', form) ?? 0;
  const adjust = useMutation({
    mutationFn: ({ id, body }: { id: string; body: Adjustment }) =>
      ask(
        api.POST('/api/v1/studio/variants/{id}/stock-adjustments', { params: { path: { id }, header: once() }, body }),
      ),
    onSuccess: (after) => {
      message.success(t('stock.done', { count: after.available }));
      void client.invalidateQueries({ queryKey: ['products'] });
      void client.invalidateQueries({ queryKey: ['product'] });
      void client.invalidateQueries({ queryKey: ['today'] });
      onClose();
    },
  });
  return (
    <Modal
      open={variant !== undefined}
      onCancel={onClose}
      title={t('stock.title')}
      okText={t('stock.confirm')}
      cancelText={t('desk.cancel')}
      confirmLoading={adjust.isPending}
      okButtonProps={{ disabled: !delta }}
      onOk={() => form.submit()}
      afterClose={() => adjust.reset()}
      destroyOnHidden
    >
      {variant ? (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ delta: null, reason: 'received' }}
          onFinish={(body) => adjust.mutate({ id: variant.id, body })}
        >
          <p className="desk-gap">
            {variant.options.join(' · ')}{' '}
            <span className="desk-second">
              {t('stock.now', { onHand: variant.onHand, reserved: variant.reserved, available: variant.available })}
            </span>
          </p>
          <Form.Item
            name="delta"
            label={t('stock.delta')}
            extra={t('stock.deltaNote')}
            rules={[{ required: true, message: t('stock.deltaRule') }]}
          >
            <InputNumber autoFocus precision={0} min={-1_000_000} max={1_000_000} className="studio-wide" />
          </Form.Item>
          <Form.Item name="reason" label={t('stock.reason')}>
            <Select options={reasons.map((value) => ({ value, label: t(`stock.reasons.${value}`) }))} />
          </Form.Item>
          <Alert
            type={variant.available + delta < 0 ? 'warning' : 'info'}
            title={
              variant.available + delta < 0
                ? t('stock.below', { count: variant.available })
                : t('stock.preview', { count: variant.available + delta })
            }
          />
          {adjust.error ? (
            <Alert className="studio-above" type="error" showIcon title={problemText(adjust.error, t).title} />
          ) : null}
        </Form>
      ) : null}
    </Modal>
  );
}
