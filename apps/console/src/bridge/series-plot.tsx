import type { Schemas } from '@haowu/api-client';
import { moneyUnit, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatDay } from '@haowu/ui/format.ts';
import { dark as darkColours, light as lightColours, shape } from '@haowu/ui/tokens.ts';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** Paid as a line, kept value as bars: settled solid, provisional hatched. By business day of payment. */
export default function SeriesPlot({ days }: { days: Schemas['Bridge']['days'] }) {
  const { t } = useTranslation();
  const { dark, locale } = usePreferences();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const instance = init(box.current);
    chart.current = instance;
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      instance.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const colours = dark ? darkColours : lightColours;
    const unit = moneyUnit(Math.max(0, ...days.map((day) => day.paid.amountMinor)), locale);
    const value = (minor: number) => Number((minor / unit.divisor).toFixed(unit.digits));
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const text = { color: colours['ink-2'], fontFamily: shape.font, fontSize: 12 };
    chart.current?.setOption(
      {
        animationDuration: calm ? 0 : 240,
        aria: { enabled: false },
        grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
        legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: text, selectedMode: false },
        // drawn in the canvas: an HTML tooltip would need inline styles, which the content policy forbids
        tooltip: {
          trigger: 'axis',
          renderMode: 'richText',
          confine: true,
          backgroundColor: colours.surface,
          borderColor: colours.line,
          textStyle: { ...text, color: colours.ink },
        },
        xAxis: {
          type: 'category',
          data: days.map((day) => formatDay(`${day.day}T04:00:00Z`, locale)),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: colours.line } },
          axisLabel: text,
        },
        yAxis: {
          type: 'value',
          axisLabel: text,
          splitLine: { lineStyle: { color: colours.line } },
        },
        series: [
          {
            name: t('bridge.series.settled'),
            type: 'bar',
            stack: 'kept',
            barMaxWidth: 18,
            itemStyle: { color: colours['bridge-qgmv'] },
            data: days.map((day) => value(day.qgmvSettled.amountMinor)),
          },
          {
            name: t('bridge.series.provisional'),
            type: 'bar',
            stack: 'kept',
            barMaxWidth: 18,
            itemStyle: {
              color: colours['jade-soft'],
              borderColor: colours['bridge-qgmv'],
              borderWidth: 1,
              decal: {
                symbol: 'rect',
                color: colours['bridge-qgmv'],
                dashArrayX: [1, 0],
                dashArrayY: [3, 4],
                rotation: -Math.PI / 4,
              },
            },
            data: days.map((day) => value(day.qgmvProvisional.amountMinor)),
          },
          {
            name: t('bridge.series.paid'),
            type: 'line',
            symbol: 'none',
            lineStyle: { width: 1.5, color: colours['bridge-net'] },
            itemStyle: { color: colours['bridge-net'] },
            data: days.map((day) => value(day.paid.amountMinor)),
          },
        ],
      },
      true,
    );
  }, [days, dark, locale, t]);
  const paid = days.reduce((sum, day) => sum + day.paid.amountMinor, 0);
  const kept = days.reduce((sum, day) => sum + day.qgmvSettled.amountMinor + day.qgmvProvisional.amountMinor, 0);
  return (
    <div
      ref={box}
      className="bridge-series-plot"
      role="img"
      aria-label={t('bridge.series.label', {
        count: days.length,
        paid: (paid / 100).toFixed(2),
        kept: (kept / 100).toFixed(2),
      })}
    />
  );
}
