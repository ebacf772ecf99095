import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PROMETHEUS } from './variables.js';

/** A query over time, one line per series. */
export function overTime(expr: string, legend: string): DataqueryBuilder {
  return new DataqueryBuilder().refId('A').expr(expr).legendFormat(legend).range().datasource(PROMETHEUS);
}

/** A query for one value per series, for the whole time range. */
export function once(expr: string, legend = ''): DataqueryBuilder {
  return new DataqueryBuilder().refId('A').expr(expr).legendFormat(legend).instant().datasource(PROMETHEUS);
}

/** A query for the rows of a table. */
export function rows(expr: string): DataqueryBuilder {
  return once(expr).format(PromQueryFormat.Table);
}
