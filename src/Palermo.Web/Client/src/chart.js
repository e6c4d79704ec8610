// A chart that is worked with: zooming, hiding series, reading values. Simple charts are drawn by the server instead.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, DataZoomComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([BarChart, LineChart, AriaComponent, DataZoomComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** @param {HTMLElement} host a palermo-chart with data-series: {labels, series: [{name, bars, values, low, high}]} */
export async function start(host) {
  const data = host.dataset.series ? JSON.parse(host.dataset.series) : await (await fetch(host.dataset.src)).json();
  const stage = document.createElement('div');
  stage.className = 'stage';
  host.prepend(stage);
  const night = matchMedia('(prefers-color-scheme: dark)').matches;
  const ink = night ? '#d5deea' : '#3b4652';
  const chart = echarts.init(stage, night ? 'dark' : null, { renderer: 'canvas' });
  const series = [];
  for (const s of data.series) {
    if (s.low) {
      // The band: an unseen lower line and the height of the interval stacked on it.
      series.push({ type: 'line', stack: s.name, data: s.low, symbol: 'none', lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } });
      series.push({ type: 'line', stack: s.name, data: s.high.map((h, i) => h - s.low[i]), symbol: 'none', lineStyle: { opacity: 0 }, areaStyle: { opacity: 0.18 }, silent: true, tooltip: { show: false } });
    }
    series.push({ name: s.name, type: s.bars ? 'bar' : 'line', data: s.values, connectNulls: false, showSymbol: data.labels.length < 60 });
  }
  chart.setOption({
    backgroundColor: 'transparent', animation: false, color: ['#0b5394', '#b45f06', '#38761d', '#741b47'],
    // HTML tooltips carry style attributes, which the content security policy forbids.
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    legend: { data: data.series.map(s => s.name), textStyle: { color: ink } },
    grid: { left: 12, right: 12, bottom: 48, top: 40, containLabel: true },
    xAxis: { type: 'category', data: data.labels, inverse: document.dir === 'rtl', axisLabel: { color: ink } },
    yAxis: { type: 'value', position: document.dir === 'rtl' ? 'right' : 'left', axisLabel: { color: ink } },
    dataZoom: [{ type: 'slider', height: 20, bottom: 10 }],
    series,
  });
  const resize = new ResizeObserver(() => chart.resize());
  resize.observe(stage);
  host.stop = () => { resize.disconnect(); chart.dispose(); };
  host.dataset.ready = 'true';
}
