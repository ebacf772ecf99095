/** A firing alert, as Prometheus passes it on. */
export interface Firing {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const lines = (values: Readonly<Record<string, string>>, prefix = '') =>
  Object.entries(values)
    .map(([key, value]) => `${prefix}${key} = ${value}`)
    .join('\n');

const times = { startsAt: '2026-11-21T08:12:45.503Z', endsAt: '0001-01-01T00:00:00Z' };
const query = 'http://prometheus:9090/graph?g0.expr=rate%28vendor_api_client_errors_total%5B5m%5D%29+%3E+0.5&g0.tab=1';

/** What Alertmanager posts to a webhook. */
function webhook({ labels, annotations }: Firing) {
  const { alertname, job, vendor_api_name } = labels;
  return {
    receiver: 'tickets',
    status: 'firing',
    alerts: [{ status: 'firing', labels, annotations, ...times, generatorURL: query, fingerprint: '3c1f0b8e9d7a6543' }],
    groupLabels: { alertname, job, vendor_api_name },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: 'http://alertmanager:9093',
    groupKey: `{}:{alertname="${alertname}", job="${job}", vendor_api_name="${vendor_api_name}"}`,
  };
}

function title({ labels }: Firing): string {
  const { alertname, job, vendor_api_name, ...others } = labels;
  return `[FIRING:1] ${alertname} ${job} ${vendor_api_name} (${Object.values(others).join(' ')})`;
}

function details({ labels, annotations }: Firing): string {
  return `Labels:\n${lines(labels, ' - ')}\nAnnotations:\n${lines(annotations, ' - ')}\nSource: ${query}\n`;
}

/** The forms in which an alert arrives, by the programs that write them. */
export const notifications: Readonly<Record<string, (firing: Firing) => string>> = {
  'a webhook of Alertmanager': (firing) => JSON.stringify(webhook(firing), undefined, 2),
  'the API of Alertmanager': ({ labels, annotations }) =>
    JSON.stringify([{ annotations, ...times, status: { state: 'active' }, generatorURL: query, labels }]),
  'the API of Prometheus': (firing) =>
    JSON.stringify({ status: 'success', data: { alerts: [{ ...firing, state: 'firing', value: '1.25e-01' }] } }),
  'an e-mail': ({ labels, annotations }) =>
    `[1] Firing\nLabels\n${lines(labels)}\nAnnotations\n${lines(annotations)}\nSource\n\nSent by Alertmanager`,
  'an e-mail in HTML': ({ labels, annotations }) =>
    `<b>Labels</b><br />${lines(labels).replaceAll('\n', '<br />')}<br /><b>Annotations</b><br />${lines(annotations).replaceAll('\n', '<br />')}<br />`,
  Grafana: (firing) =>
    `**Firing**\n\nValue: B=0.125, C=1\n${details(firing)}Silence: http://localhost:3000/alerting/silence/new?matcher=alertname%3D${firing.labels.alertname}`,
  Slack: (firing) =>
    `${title(firing)}\n${firing.annotations.summary}\n${firing.annotations.description}\n*Run-book:* <${firing.annotations.runbook_url}|open>`,
  PagerDuty: (firing) =>
    `Incident #4711 ${title(firing)}\nUrgency: High\n\nCUSTOM DETAILS\nfiring: ${details(firing)}num_firing: 1`,
};
