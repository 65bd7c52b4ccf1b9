import type { Schemas } from '@haowu/api-client';
import { inUnit, type MoneyUnit } from '@haowu/ui/desk/index.ts';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonName, reasonShort } from './reason-words.ts';
import { axisTicks, type LevelKey, type WaterfallColumn, waterfallColumns } from './waterfall.ts';

const height = 384;
const margin = { top: 28, right: 12, bottom: 44, left: 52 };
const levels: LevelKey[] = ['paid', 'net', 'clean', 'qgmv'];

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(720);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(560, entry.contentRect.width)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}

/**
 * The bridge drawn: four levels and the losses between them. Solid is settled, hatched is provisional; every bar is a
 * button to its lines. Labels stand at the bars, so nothing needs hovering.
 */
export function WaterfallChart(props: {
  bridge: Schemas['Bridge'];
  unit: MoneyUnit;
  highlighted: string | undefined;
  onOpen: (codes: string[] | 'all') => void;
}) {
  const { t } = useTranslation();
  const id = useId().replaceAll(':', '');
  const { box, width } = useWidth();
  const { bridge, unit } = props;
  const columns = useMemo(() => waterfallColumns(bridge), [bridge]);
  const high = Math.max(
    ...columns.map((column) => (column.kind === 'level' ? column.totalMinor : column.fromMinor)),
    bridge.expectedQgmv.high.amountMinor,
    1,
  );
  const low = Math.min(0, ...columns.map((column) => (column.kind === 'level' ? column.totalMinor : column.toMinor)));
  const plotWidth = width - margin.left - margin.right;
  const plotHeight = height - margin.top - margin.bottom;
  const y = (minor: number) => margin.top + ((high - minor) / (high - low)) * plotHeight;
  const slot = plotWidth / columns.length;
  const barWidth = Math.min(56, slot * 0.68);
  const x = (index: number) => margin.left + slot * index + (slot - barWidth) / 2;
  const bottomOf = (column: WaterfallColumn) => (column.kind === 'level' ? column.totalMinor : column.toMinor);
  const hasProvisional = bridge.qgmv.provisional.amountMinor !== 0 || bridge.paid.provisional.amountMinor !== 0;
  const onKey = (event: KeyboardEvent, act: () => void) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    act();
  };

  return (
    <div ref={box} className="bridge-box">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset */}
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={t('bridge.chartLabel')}
      >
        <defs>
          {[...levels, 'lost' as const].map((key) => (
            <pattern
              key={key}
              id={`${id}-${key}`}
              width="7"
              height="7"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="7" height="7" className="bridge-hatch-ground" />
              <rect width="3.6" height="7" className={`bridge-fill-${key} bridge-hatch-line`} />
            </pattern>
          ))}
        </defs>
        {axisTicks(low, high).map((tick) => (
          <g key={tick}>
            <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} className="bridge-grid" />
            <text x={margin.left - 8} y={y(tick) + 4} textAnchor="end" className="bridge-tick">
              {inUnit(tick, { ...unit, digits: 0 })}
            </text>
          </g>
        ))}
        {columns.slice(0, -1).map((column, index) => (
          <line
            key={`link-${column.key}`}
            x1={x(index) + barWidth + 2}
            x2={x(index + 1) - 2}
            y1={y(bottomOf(column))}
            y2={y(bottomOf(column))}
            className="bridge-link"
          />
        ))}
        {columns.map((column, index) => {
          const left = x(index);
          if (column.kind === 'level') {
            const zero = y(0);
            const settledTop = y(column.settledMinor);
            const top = y(column.totalMinor);
            const name = t(`bridge.level.${column.key}`);
            const open = () => props.onOpen('all');
            return (
              // biome-ignore lint/a11y/useSemanticElements: an HTML button cannot stand inside an SVG
              <g
                key={column.key}
                role="button"
                tabIndex={0}
                className="bridge-bar"
                aria-label={t('bridge.levelLabel', {
                  name,
                  total: inUnit(column.totalMinor, unit),
                  settled: inUnit(column.settledMinor, unit),
                  provisional: inUnit(column.provisionalMinor, unit),
                })}
                onClick={open}
                onKeyDown={(event) => onKey(event, open)}
              >
                <rect x={left - 4} y={margin.top} width={barWidth + 8} height={plotHeight} className="bridge-hit" />
                {column.settledMinor !== 0 ? (
                  <rect
                    x={left}
                    width={barWidth}
                    y={Math.min(settledTop, zero)}
                    height={Math.max(1, Math.abs(zero - settledTop))}
                    rx="3"
                    className={`bridge-fill-${column.key} bridge-outline-${column.key}`}
                  />
                ) : null}
                {column.provisionalMinor > 0 ? (
                  <rect
                    x={left + 0.5}
                    width={barWidth - 1}
                    y={top}
                    height={Math.max(1, settledTop - top - (column.settledMinor > 0 ? 2 : 0))}
                    rx="3"
                    fill={`url(#${id}-${column.key})`}
                    className={`bridge-edge-${column.key}`}
                  />
                ) : null}
              </g>
            );
          }
          const top = y(Math.max(column.fromMinor, column.toMinor));
          const full = Math.max(3, Math.abs(y(column.toMinor) - y(column.fromMinor)));
          const settledPart =
            column.amountMinor === 0 ? 1 : Math.min(1, Math.max(0, column.settledMinor / column.amountMinor));
          const solid = full * settledPart;
          const lit = props.highlighted !== undefined && column.codes.includes(props.highlighted);
          const open = () => props.onOpen(column.codes);
          return (
            // biome-ignore lint/a11y/useSemanticElements: an HTML button cannot stand inside an SVG
            <g
              key={column.key}
              role="button"
              tabIndex={0}
              className={`bridge-bar ${lit ? 'bridge-lit' : ''}`}
              aria-label={t('bridge.lossLabel', {
                name: column.codes.map((code) => reasonName(t, code)).join(t('bridge.comma')),
                amount: inUnit(column.amountMinor, unit),
                count: column.linesCount,
              })}
              onClick={open}
              onKeyDown={(event) => onKey(event, open)}
            >
              <rect x={left - 4} y={margin.top} width={barWidth + 8} height={plotHeight} className="bridge-hit" />
              {solid < full - 0.5 ? (
                <rect
                  x={left + 0.5}
                  y={top}
                  width={barWidth - 1}
                  height={full}
                  rx="2"
                  fill={`url(#${id}-lost)`}
                  className="bridge-edge-lost"
                />
              ) : null}
              {solid > 0.5 ? (
                <rect
                  x={left}
                  y={top + full - solid}
                  width={barWidth}
                  height={solid}
                  rx="2"
                  className="bridge-fill-lost"
                />
              ) : null}
            </g>
          );
        })}
        <g className="bridge-labels">
          {columns.map((column, index) => {
            const middle = margin.left + slot * (index + 0.5);
            if (column.kind === 'level')
              return (
                <g key={column.key}>
                  <text
                    x={middle}
                    y={Math.min(y(column.totalMinor), y(0)) - 8}
                    textAnchor="middle"
                    className="bridge-total"
                  >
                    {inUnit(column.totalMinor, unit)}
                  </text>
                  <text x={middle} y={height - margin.bottom + 20} textAnchor="middle" className="bridge-name">
                    {t(`bridge.level.${column.key}`)}
                  </text>
                </g>
              );
            return (
              <g key={column.key}>
                <text
                  x={middle}
                  y={Math.max(y(column.toMinor), y(column.fromMinor) + 3) + 14}
                  textAnchor="middle"
                  className="bridge-loss"
                >
                  {column.amountMinor >= 0 ? '−' : '+'}
                  {inUnit(Math.abs(column.amountMinor), unit)}
                </text>
                <foreignObject x={margin.left + slot * index} y={height - margin.bottom + 6} width={slot} height={38}>
                  <div className="bridge-reason-name">
                    {column.codes.length > 1
                      ? t('bridge.others', { count: column.codes.length })
                      : reasonShort(t, column.codes[0] ?? '')}
                  </div>
                </foreignObject>
              </g>
            );
          })}
        </g>
        {hasProvisional ? (
          <ExpectedMark
            x={x(columns.length - 1) + barWidth}
            room={slot - barWidth}
            y={y}
            expected={bridge.expectedQgmv}
          />
        ) : null}
      </svg>
    </div>
  );
}

/** Where QGMV is expected to end: a notch with its 80 % interval at the right edge of the last bar. */
function ExpectedMark(props: {
  x: number;
  room: number;
  y: (minor: number) => number;
  expected: Schemas['Bridge']['expectedQgmv'];
}) {
  const at = props.x + Math.min(8, props.room / 4);
  const low = props.y(props.expected.low.amountMinor);
  const high = props.y(props.expected.high.amountMinor);
  const middle = props.y(props.expected.amount.amountMinor);
  return (
    <g className="bridge-expected">
      <line x1={at} x2={at} y1={low} y2={high} />
      <line x1={at - 3} x2={at + 3} y1={low} y2={low} />
      <line x1={at - 3} x2={at + 3} y1={high} y2={high} />
      <circle cx={at} cy={middle} r="3.4" />
    </g>
  );
}
