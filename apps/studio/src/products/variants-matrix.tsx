import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { formatCount } from '@haowu/ui/format.ts';
import { Button, Input, Select, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Variant } from './product-state.tsx';
import {
  axesMax,
  combinations,
  emptyRow,
  type OptionAxis,
  type RowProblem,
  rowKey,
  rowsMax,
  type VariantRow,
} from './variants.ts';

/** Options times values gives rows; each row has its price, strike price, stock and code. */
export function VariantsMatrix(props: {
  axes: OptionAxis[];
  rows: ReadonlyMap<string, VariantRow>;
  /** Saved variants by row key: their stock changes by adjustments only. */
  saved: ReadonlyMap<string, Variant>;
  problems: RowProblem[];
  serverProblems: ReadonlyMap<string, string>;
  onAxes: (axes: OptionAxis[]) => void;
  onRow: (key: string, change: Partial<VariantRow>) => void;
  onAdjust: (variant: Variant) => void;
}) {
  const { t } = useTranslation();
  const [fill, setFill] = useState('');
  const names = props.axes.filter((axis) => axis.name.trim() !== '' && axis.values.length > 0).map((axis) => axis.name);
  const combos = combinations(props.axes);
  const wrong = (key: string, field: keyof VariantRow) =>
    props.problems.find((problem) => problem.key === key && problem.field === field);
  const setAxis = (index: number, change: Partial<OptionAxis>) =>
    props.onAxes(props.axes.map((axis, at) => (at === index ? { ...axis, ...change } : axis)));
  return (
    <div className="desk-stack">
      {props.axes.map((axis, index) => (
        <div key={index} className="studio-axis">
          <Input
            value={axis.name}
            maxLength={20}
            placeholder={t('variants.optionName')}
            aria-label={t('variants.optionNameOf', { number: index + 1 })}
            onChange={(event) => setAxis(index, { name: event.target.value })}
          />
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            value={axis.values}
            tokenSeparators={[',', '，', '、']}
            placeholder={t('variants.values')}
            aria-label={t('variants.valuesOf', { name: axis.name || index + 1 })}
            onChange={(values: string[]) =>
              setAxis(index, { values: values.map((value) => value.trim().slice(0, 40)).filter(Boolean) })
            }
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={t('variants.removeOption', { name: axis.name || index + 1 })}
            onClick={() => props.onAxes(props.axes.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div className="desk-row">
        {props.axes.length < axesMax ? (
          <Button
            icon={<PlusOutlined aria-hidden="true" />}
            onClick={() => props.onAxes([...props.axes, { name: '', values: [] }])}
          >
            {t('variants.addOption')}
          </Button>
        ) : null}
        {combos.length > 1 ? (
          <>
            <span className="desk-grow" />
            <Input
              className="studio-fill"
              value={fill}
              inputMode="decimal"
              prefix="¥"
              placeholder={t('variants.fillPrice')}
              aria-label={t('variants.fillPrice')}
              onChange={(event) => setFill(event.target.value)}
            />
            <Button
              disabled={fill.trim() === ''}
              onClick={() => {
                for (const options of combos) props.onRow(rowKey(options), { price: fill.trim() });
              }}
            >
              {t('variants.fill', { count: combos.length })}
            </Button>
          </>
        ) : null}
      </div>
      {combos.length > rowsMax ? (
        <p className="desk-down">{t('variants.tooMany', { count: combos.length, max: rowsMax })}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
        <section className="line-scroll" aria-label={t('variants.name')} tabIndex={0}>
          <table className="desk-table studio-matrix">
            <thead>
              <tr>
                {names.length === 0 ? <th scope="col">{t('variants.single')}</th> : null}
                {names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
                <th scope="col">{t('variants.price')}</th>
                <th scope="col">{t('variants.strike')}</th>
                <th scope="col">{t('variants.stock')}</th>
                <th scope="col">{t('variants.code')}</th>
              </tr>
            </thead>
            <tbody>
              {combos.map((options) => {
                const key = rowKey(options);
                const row = props.rows.get(key) ?? emptyRow;
                const saved = props.saved.get(key);
                const label = options.join(' ') || t('variants.single');
                const serverProblem = props.serverProblems.get(key);
                const field = (name: keyof VariantRow, title: string, prefix?: string) => {
                  const problem = wrong(key, name);
                  return (
                    <Tooltip title={problem ? t(`variants.problem.${problem.code}`) : undefined}>
                      <Input
                        value={row[name]}
                        {...(prefix ? { prefix } : {})}
                        inputMode={name === 'skuCode' ? 'text' : 'decimal'}
                        status={problem ? 'error' : ''}
                        aria-invalid={problem !== undefined}
                        aria-label={`${label} ${title}`}
                        onChange={(event) => props.onRow(key, { [name]: event.target.value })}
                      />
                    </Tooltip>
                  );
                };
                return (
                  <tr key={key}>
                    {names.length === 0 ? <td className="desk-second">{t('variants.noOptions')}</td> : null}
                    {options.map((option, index) => (
                      <td key={names[index]}>{option}</td>
                    ))}
                    <td>
                      {field('price', t('variants.price'), '¥')}
                      {serverProblem ? <span className="desk-down desk-small">{serverProblem}</span> : null}
                    </td>
                    <td>{field('strikePrice', t('variants.strike'), '¥')}</td>
                    <td>
                      {saved ? (
                        <span className="desk-row">
                          {t('variants.available', { count: saved.available, text: formatCount(saved.available) })}
                          <Button
                            size="small"
                            aria-label={t('variants.adjustOf', { label })}
                            onClick={() => props.onAdjust(saved)}
                          >
                            {t('variants.adjust')}
                          </Button>
                        </span>
                      ) : (
                        field('stock', t('variants.stock'))
                      )}
                    </td>
                    <td>{field('skuCode', t('variants.code'))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
