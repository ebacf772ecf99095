// @ts-check
// What installing and importing the package costs.
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { summary } from './statistics.mjs';

const ROUNDS = 15;

const SCRIPT = `
  await import('@opentelemetry/api');
  const begin = performance.now();
  await import('@opentelemetry/instrumentation-undici');
  const middle = performance.now();
  await import('opentelemetry-instrumentation-vendor-errors');
  console.log(JSON.stringify([middle - begin, performance.now() - middle]));
`;

/** Milliseconds that importing the plugin adds to importing \`UndiciInstrumentation\`, in fresh processes. */
export function measureImport() {
  /** @type {[number, number][]} */
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', SCRIPT], { encoding: 'utf8' })),
    );
  }
  return { undici: summary(times.map(([undici]) => undici)), added: summary(times.map(([, plugin]) => plugin)) };
}

/** @param {string} folder @returns {number} */
function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Bytes of the package as it is packed and unpacked, and of its one dependency. */
export function measureSize() {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json', '--loglevel=error'], { encoding: 'utf8' }),
  );
  const dependency = fileURLToPath(new URL('../node_modules/lru-cache', import.meta.url));
  return { packed: packed.size, unpacked: packed.unpackedSize, dependency: bytesIn(dependency) };
}
