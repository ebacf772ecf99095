import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PROMETHEUS } from './variables.js';

/** The firing alerts of the selected services and vendors, on every graph. */
export const firingAlerts = new AnnotationQueryBuilder()
  .name('Firing alerts')
  .datasource(PROMETHEUS)
  .enable(true)
  .iconColor('red')
  .expr('ALERTS{alertname=~"VendorApi.+", alertstate="firing", job=~"$service", vendor_api_name=~"$vendor"}')
  .titleFormat('{{alertname}}')
  .textFormat('{{vendor_api_name}} {{vendor_api_error_code}} ({{job}})')
  .tagKeys('severity,vendor_api_name')
  .step('60s');
