import { problemText } from '@haowu/ui/desk/index.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Modal, Progress, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkResult, dispatchAll } from './dispatch.ts';
import { type Carrier, carriers, type Order } from './order-words.tsx';

/** Dispatch of many orders: says what it will do to how many, then how it went for each that was refused. */
export function BulkDispatch({
  orders,
  open,
  onClose,
}: {
  orders: Order[];
  open: boolean;
  onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [carrier, setCarrier] = useState<Carrier>('zto');
  const [progress, setProgress] = useState<number>();
  const [result, setResult] = useState<BulkResult>();
  const running = progress !== undefined && !result;
  const pieces = orders.reduce((sum, order) => sum + order.lines.reduce((count, line) => count + line.quantity, 0), 0);
  const run = async () => {
    setProgress(0);
    setResult(await dispatchAll(orders, carrier, setProgress));
    void client.invalidateQueries({ queryKey: ['orders'] });
    void client.invalidateQueries({ queryKey: ['today'] });
  };
  const close = () => {
    onClose(result !== undefined);
    setProgress(undefined);
    setResult(undefined);
  };
  return (
    <Modal
      open={open}
      onCancel={close}
      closable={!running}
      mask={{ closable: !running }}
      title={t('dispatch.bulkTitle', { count: orders.length })}
      destroyOnHidden
      footer={
        result ? (
          <Button type="primary" onClick={close}>
            {t('desk.close')}
          </Button>
        ) : (
          <>
            <Button onClick={close} disabled={running}>
              {t('desk.cancel')}
            </Button>
            <Button type="primary" loading={running} onClick={() => void run()}>
              {t('dispatch.bulkDo', { count: orders.length })}
            </Button>
          </>
        )
      }
    >
      {result ? (
        <div className="desk-stack">
          <Alert
            type={result.failed.length === 0 ? 'success' : 'warning'}
            showIcon
            title={t('dispatch.bulkDone', { count: result.done })}
          />
          {result.failed.length > 0 ? (
            <ul className="studio-failed">
              {result.failed.map(({ order, error }) => (
                <li key={order.id}>
                  <span className="desk-mono">{order.number}</span> {problemText(error, t).title}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : (
        <div className="desk-stack">
          <p>{t('dispatch.bulkText', { count: orders.length, pieces })}</p>
          <div className="desk-row">
            <span>{t('dispatch.carrier')}</span>
            <Select
              aria-label={t('dispatch.carrier')}
              className="studio-search"
              value={carrier}
              disabled={running}
              options={carriers.map((value) => ({ value, label: t(`carrier.${value}`) }))}
              onChange={setCarrier}
            />
          </div>
          {running ? (
            <Progress
              percent={Math.round((progress / Math.max(1, orders.length)) * 100)}
              aria-label={t('dispatch.progress')}
              format={() => `${progress} / ${orders.length}`}
            />
          ) : null}
        </div>
      )}
    </Modal>
  );
}
