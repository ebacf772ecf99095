import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { firingAlerts } from './annotations.js';
import { deliveries } from './deliveries.js';
import { drillDown } from './drill-down.js';
import { overview } from './overview.js';
import { variables } from './variables.js';

const rows = { Overview: overview, 'Behind it': drillDown, Deliveries: deliveries };

/** The dashboard of vendors' errors. `npm run docs` writes it to vendor-errors.json. */
export function build(): Dashboard {
  const dashboard = new DashboardBuilder('Vendor errors')
    .uid('vendor-errors')
    .description('Errors of messaging vendors in one vocabulary. Each retry is a call.')
    .tags(['opentelemetry', 'vendor-errors'])
    .time({ from: 'now-1h', to: 'now' })
    .refresh('30s')
    .tooltip(DashboardCursorSync.Crosshair)
    .variables(variables)
    .annotation(firingAlerts);
  let id = 0;
  for (const [title, panels] of Object.entries(rows)) {
    dashboard.withRow(new RowBuilder(title).id(++id));
    for (const panel of panels) dashboard.withPanel(panel.id(++id));
  }
  const built = dashboard.build();
  for (const variable of built.templating?.list ?? []) remove(variable, 'auto', 'auto_min', 'auto_count');
  for (const panel of built.panels ?? []) if ('options' in panel) remove(panel.options, 'footer');
  return built;
}

/** The SDK sets these fields, which Grafana's schema does not contain. */
function remove(object: object, ...keys: readonly string[]): void {
  for (const key of keys) Reflect.deleteProperty(object, key);
}
