import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** The data source of the panels. */
export const PROMETHEUS = { type: 'prometheus', uid: `\${prometheus}` };

function dataSource(name: string, label: string) {
  return new DatasourceVariableBuilder(name).type(name).label(label);
}

function labelValues(name: string, label: string, query: string) {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(PROMETHEUS)
    .query({ query: `label_values(${query})`, refId: name })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
}

/** The selections at the top of the dashboard. All panels are filtered by service and vendor, and panels on errors also by category and class. */
export const variables = [
  dataSource('prometheus', 'Metrics'),
  dataSource('jaeger', 'Traces in Jaeger'),
  dataSource('tempo', 'Traces in Tempo'),
  labelValues('service', 'Service', 'vendor_api_client_requests_total, job'),
  labelValues('vendor', 'Vendor', 'vendor_api_client_requests_total{job=~"$service"}, vendor_api_name'),
  labelValues('category', 'Category', 'vendor_api_client_errors_total{job=~"$service"}, vendor_api_error_category'),
  labelValues('class', 'Class', 'vendor_api_client_errors_total{job=~"$service"}, vendor_api_error_code'),
];
