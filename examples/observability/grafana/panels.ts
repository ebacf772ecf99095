import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import {
  BigValueGraphMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  FieldColorBuilder,
  FieldColorModeId,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import { thresholdOf } from './thresholds.js';
import { PROMETHEUS } from './variables.js';

const HEIGHT = 8;

/** The share of failed calls in the colors of the alerts on the error budget: yellow is a ticket, orange and red are pages. */
export const failureShare: Threshold[] = [
  { value: null, color: 'green' },
  { value: thresholdOf('VendorApiErrorBudgetErodes'), color: 'yellow' },
  { value: thresholdOf('VendorApiErrorBudgetBurns'), color: 'orange' },
  { value: thresholdOf('VendorApiErrorBudgetBurnsFast'), color: 'red' },
];

/** The share of an alert: red above its threshold. */
export function fires(alert: string): Threshold[] {
  return [
    { value: null, color: 'green' },
    { value: thresholdOf(alert), color: 'red' },
  ];
}

export function thresholds(steps: Threshold[]): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps);
}

/** One color, for panels in which colors have no meaning. */
export const plain = thresholds([{ value: null, color: 'blue' }]);

const NO_VALUE = 'none';
const LAST = ['lastNotNull'];

function legend(placement: LegendPlacement): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder().displayMode(LegendDisplayMode.List).placement(placement).showLegend(true);
}

/** For graphs of many series. */
export const legendOnTheRight = legend(LegendPlacement.Right);

/** A graph over time. */
export function graph(title: string, description: string): TimeSeries {
  return new TimeSeries()
    .title(title)
    .description(description)
    .datasource(PROMETHEUS)
    .height(HEIGHT)
    .span(12)
    .min(0)
    .lineWidth(2)
    .fillOpacity(10)
    .noValue(NO_VALUE)
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.PaletteClassicByName))
    .legend(legend(LegendPlacement.Bottom))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
}

/** A graph of shares, with a line at the threshold of an alert. */
export function shares(title: string, description: string, steps: Threshold[]): TimeSeries {
  return graph(title, description)
    .unit('percentunit')
    .thresholds(thresholds(steps))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

/** Stacked series. */
export const stacked = new StackingConfigBuilder().mode(StackingMode.Normal).group('A');

/** A graph of stacked series. */
export function stack(title: string, description: string): TimeSeries {
  return graph(title, description).fillOpacity(60).lineWidth(1).stacking(stacked);
}

/** A large value per series. */
export function value(title: string, description: string): Stat {
  return new Stat()
    .title(title)
    .description(description)
    .datasource(PROMETHEUS)
    .height(5)
    .span(4)
    .graphMode(BigValueGraphMode.None)
    .noValue(NO_VALUE)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(LAST));
}

/** A bar per series, the longest first if the query sorts. */
export function bars(title: string, description: string): BarGauge {
  return new BarGauge()
    .title(title)
    .description(description)
    .datasource(PROMETHEUS)
    .height(HEIGHT)
    .span(8)
    .min(0)
    .decimals(0)
    .noValue(NO_VALUE)
    .thresholds(plain)
    .orientation(VizOrientation.Horizontal)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(LAST));
}

/** A table with these columns, in this order, under these names. */
export function table(title: string, description: string, columns: Readonly<Record<string, string>>): Table {
  return new Table()
    .title(title)
    .description(description)
    .datasource(PROMETHEUS)
    .height(HEIGHT)
    .span(24)
    .noValue(NO_VALUE)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(Object.keys(columns).map((column, index) => [column, index])),
        renameByName: columns,
      },
    });
}
