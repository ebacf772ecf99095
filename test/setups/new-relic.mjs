const ACCOUNT = { account_id: '1', primary_application_id: '1', trusted_account_key: '1' };
const CONNECTED = {
  agent_run_id: 'run',
  ...ACCOUNT,
  event_harvest_config: { report_period_ms: 60_000, harvest_limits: { span_event_data: 1000 } },
  span_event_harvest_config: { report_period_ms: 60_000, harvest_limit: 1000 },
  collect_span_events: true,
};

/** What New Relic's collector answers to its agent. */
export function answerAgent(url, port) {
  const method = /[?&]method=(\w+)/.exec(url)?.[1];
  if (method === 'preconnect') return { return_value: { redirect_host: `127.0.0.1:${port}` } };
  if (method === 'connect') return { return_value: CONNECTED };
  return method && { return_value: null };
}

/** Each event is its intrinsics, the user's attributes and the agent's. */
export function newRelicSpans(bytes) {
  const [, , events] = JSON.parse(bytes.toString());
  return events.map(([intrinsics, user, agent]) => ({
    isClient: intrinsics['span.kind'] === 'client' || intrinsics.category === 'http',
    id: intrinsics.guid,
    name: intrinsics.name,
    scope: intrinsics.component,
    attributes: { ...user, ...agent },
  }));
}
