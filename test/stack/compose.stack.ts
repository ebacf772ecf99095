import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import * as semconv from '../../src/telemetry/semconv.js';
import { path, read } from './files.js';

interface Service {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string };
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: readonly string[];
}

const { services }: { services: Record<string, Service> } = parse(read('compose.yaml'));

// No container engine runs here: what can be checked without one.
it.each(Object.entries(services))('%s mounts existing files, and listens on this machine only', (_, service) => {
  expect(service.image ?? service.build?.dockerfile).toMatch(/:v?\d+\.\d+\.\d+$|^examples\/observability\/Dockerfile$/);
  for (const volume of service.volumes ?? []) expect(existsSync(path(volume.split(':')[0] ?? '')), volume).toBe(true);
  for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  for (const other of service.depends_on ?? []) expect(services).toHaveProperty(other);
});

it('every server in a configuration is a service', () => {
  const files = [
    'compose.yaml',
    'prometheus/prometheus.yml',
    'alertmanager/alertmanager.yml',
    'collector/traces.yaml',
    'grafana/provisioning/datasources/datasources.yaml',
  ];
  for (const file of files) {
    for (const [, host] of read(file).matchAll(/(?:https?:\/\/|['" ])([a-z-]+):\d{4,5}\b/g)) {
      if (host !== 'localhost') expect(services, file).toHaveProperty(host ?? '');
    }
  }
});

const collectors = readdirSync(path('collector')).map((file) => `collector/${file}`);

it.each(collectors)('%s: the pipelines use all configured components and no others', (file) => {
  const { service, ...components } = parse(read(file));
  const configured = Object.values(components).flatMap((kind) => Object.keys(kind ?? {}));
  const pipelines: Record<string, readonly string[]>[] = Object.values(service.pipelines);
  const used = pipelines.flatMap((pipeline) => Object.values(pipeline).flat());
  expect(new Set(used)).toEqual(new Set(configured));
});

it("the Collector's files name attributes that the plugin writes", () => {
  const known = new Set<string>(Object.values(semconv));
  const named = collectors.flatMap((file) => [...read(file).matchAll(/vendor_api(?:\.\w+)+/g)].map(([name]) => name));
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(known).toContain(name);
});

it('the data sources match the dashboard', () => {
  const { datasources } = parse(read('grafana/provisioning/datasources/datasources.yaml'));
  expect(datasources.map(({ type }: { type: string }) => type)).toEqual(['prometheus', 'jaeger']);
});
