import 'opentelemetry-instrumentation-vendor-errors/register';

await import('./app.mjs');
