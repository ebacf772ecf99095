// @ts-check
// The cost of installing and importing the package.
import { execFileSync } from 'node:child_process';
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

/** Bytes of the package as it is packed and unpacked. */
export function measureSize() {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json', '--loglevel=error'], { encoding: 'utf8' }),
  );
  return { packed: packed.size, unpacked: packed.unpackedSize };
}
