// @ts-check
// Calls simulated vendors through real clients, and prints what the plugin records: `npm run demo`.
import { startVendorSimulator } from 'opentelemetry-instrumentation-vendor-errors/testing';
import { demoCalls } from './calls.mjs';
import { startTelemetry } from './telemetry.mjs';

const simulator = await startVendorSimulator();
const telemetry = startTelemetry(simulator.vendors);

/** @type {string[][]} */
const rows = [
  ['CALL', 'APPLICATION SEES', 'HTTP', 'TRACE ID', 'ERROR CODE', 'CATEGORY', 'RETRYABLE', 'AFTER', 'NATIVE'],
];
for (const { title, run } of demoCalls(simulator)) {
  const seen = await run();
  telemetry.takeSpans().forEach(({ attributes }, attempt, all) => {
    /** @param {string} name */
    const attribute = (name) => attributes[`vendor_api.${name}`]?.toString() ?? '';
    const retryAfter = attribute('error.retry_after');
    const retryable =
      attribute('error.retryable') && `${attribute('error.retryable')} (${attribute('error.retry_basis')})`;
    rows.push([
      attempt === 0 ? title : `  attempt ${attempt + 1}`,
      attempt === all.length - 1 ? seen : '(the SDK retries)',
      String(attributes['http.response.status_code']),
      attribute('trace_id').replace(/^(.{12}).+$/, '$1…'),
      attribute('error.code') || attribute('bulk.error_count').replace(/^(\d+)$/, '$1 items failed'),
      attribute('error.category'),
      retryable,
      retryAfter && `${retryAfter} s`,
      attribute('error.native_code'),
    ]);
  });
}

console.log('\nWhat each HTTP client span got (vendor_api.*), next to what the application itself sees:\n');
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
for (const row of rows)
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );

const metrics = await telemetry.scrape();
console.log('\nThe error classes as Prometheus sees them:\n');
console.log(
  metrics
    .split('\n')
    .filter((line) => /^(# (HELP|TYPE) )?vendor_api_client_errors/.test(line))
    .join('\n'),
);

await telemetry.stop();
await simulator.close();
const backend = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
console.log(
  backend
    ? `\nEverything was also sent to ${backend}.\n`
    : '\nSet OTEL_EXPORTER_OTLP_ENDPOINT to send everything to a backend as well.\n',
);
