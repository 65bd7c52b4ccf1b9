import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { ask, type Schemas } from '@haowu/api-client';
import { api, Card, download, once, Page, problemText, toCsv } from '@haowu/ui/desk/index.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Select, Spin, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCurrentShop } from '../current-shop.tsx';

const fileBytesMax = 2_900_000;

async function base64Of(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(',') + 1);
}

function Report({ report, fileName }: { report: Schemas['ImportReport']; fileName: string }) {
  const { t } = useTranslation();
  const figures = ['rows', 'created', 'updated', 'unchanged', 'drafts'] as const;
  return (
    <Card
      title={
        report.refused.length === 0 ? t('import.allRight') : t('import.someRefused', { count: report.refused.length })
      }
      note={fileName}
      extra={
        report.refused.length > 0 ? (
          <Button
            icon={<DownloadOutlined aria-hidden="true" />}
            onClick={() =>
              download(
                `${fileName}.refused.csv`,
                toCsv(
                  [t('import.line'), t('import.field'), t('import.value'), t('import.reason')],
                  report.refused.map((row) => [row.line, row.field, row.value, row.reason]),
                ),
              )
            }
          >
            {t('import.download')}
          </Button>
        ) : (
          <Link to="/products">{t('import.toProducts')}</Link>
        )
      }
    >
      <dl className="studio-report">
        {figures.map((figure) => (
          <div key={figure}>
            <dt>{t(`import.figure.${figure}`)}</dt>
            <dd>{report[figure]}</dd>
          </div>
        ))}
      </dl>
      {report.drafts > 0 ? (
        <p className="desk-waits desk-gap">{t('import.draftsNote', { count: report.drafts })}</p>
      ) : null}
      {report.refused.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
        <section className="studio-refused" aria-label={t('import.refusedRows')} tabIndex={0}>
          <table className="desk-table">
            <thead>
              <tr>
                <th scope="col" className="desk-right">
                  {t('import.line')}
                </th>
                <th scope="col">{t('import.field')}</th>
                <th scope="col">{t('import.value')}</th>
                <th scope="col">{t('import.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {report.refused.map((row) => (
                <tr key={`${row.line}-${row.field}-${row.code}`}>
                  <td className="desk-right">{row.line}</td>
                  <td>{row.field}</td>
                  <td>
                    <span className="desk-clip" title={row.value}>
                      {row.value || '–'}
                    </span>
                  </td>
                  <td className="studio-wrap">
                    {t(`import.code.${row.code.replaceAll('.', '_')}`, { defaultValue: row.reason })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </Card>
  );
}

/** A spreadsheet of products: what is right comes in, what is refused is listed with line, field and reason. */
export function ImportPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { shops, shopId } = useCurrentShop();
  const [target, setTarget] = useState(shopId ?? shops[0]?.id);
  const [tooLarge, setTooLarge] = useState(false);
  const bring = useMutation({
    mutationFn: async ({ file, into }: { file: File; into: string }) => {
      const contentBase64 = await base64Of(file);
      return ask(
        api.POST('/api/v1/studio/imports', {
          params: { header: once() },
          body: { shopId: into, fileName: file.name, contentBase64 },
        }),
      );
    },
    onSuccess: () => void client.invalidateQueries({ queryKey: ['products'] }),
  });
  return (
    <Page title={t('import.name')} purpose={t('import.purpose')}>
      <div className="desk-stack">
        <Card>
          {shops.length > 1 ? (
            <div className="desk-row desk-gap">
              <span>{t('import.into')}</span>
              <Select
                aria-label={t('import.into')}
                value={target ?? null}
                options={shops.map((shop) => ({ value: shop.id, label: shop.name }))}
                onChange={(value: string | null) => setTarget(value ?? undefined)}
                className="studio-search"
              />
            </div>
          ) : null}
          <Spin spinning={bring.isPending} description={t('import.working')}>
            <Upload.Dragger
              accept=".csv,.json,text/csv,application/json"
              showUploadList={false}
              multiple={false}
              disabled={!target || bring.isPending}
              beforeUpload={(file) => {
                setTooLarge(file.size > fileBytesMax);
                if (target && file.size <= fileBytesMax) bring.mutate({ file, into: target });
                return false;
              }}
            >
              <p className="studio-drop-icon">
                <InboxOutlined aria-hidden="true" />
              </p>
              <p className="desk-strong">{t('import.drop')}</p>
              <p className="desk-second desk-small">{t('import.dropNote')}</p>
            </Upload.Dragger>
          </Spin>
          <p className="studio-above">
            <Button
              type="link"
              size="small"
              onClick={() =>
                download(
                  'haowu-products.csv',
                  toCsv(
                    [
                      'Handle',
                      'Title',
                      'Body (HTML)',
                      'Type',
                      'Tags',
                      'Option1 Name',
                      'Option1 Value',
                      'Variant SKU',
                      'Variant Inventory Qty',
                      'Variant Price',
                      'Variant Compare At Price',
                      'Image Src',
                    ],
                    [
                      [
                        'pomegranate-5',
                        t('import.sampleTitle'),
                        '',
                        '',
                        '',
                        t('import.sampleOption'),
                        t('import.sampleValue'),
                        'SL-5',
                        100,
                        '59.90',
                        '',
                        '',
                      ],
                    ],
                  ),
                )
              }
            >
              {t('import.template')}
            </Button>
          </p>
        </Card>
        {tooLarge ? <Alert type="error" showIcon title={t('import.tooLarge')} /> : null}
        {bring.error ? (
          <Alert
            type="error"
            showIcon
            title={problemText(bring.error, t).title}
            description={problemText(bring.error, t).detail}
          />
        ) : null}
        {bring.data && bring.variables ? <Report report={bring.data} fileName={bring.variables.file.name} /> : null}
      </div>
    </Page>
  );
}
