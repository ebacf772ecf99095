// Runs the packed package on each Node.js, with each line of OpenTelemetry and each undici that the Node.js can run:
// `npm run test:matrix`. Prints a table, and exits with 1 if a cell failed.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
/** The lines of OpenTelemetry, and the Node.js versions that each supports. */
const lines = {
  'otel-2': ['node20.19', 'node22.12', 'node24', 'node26'],
  'otel-3': ['node22.15', 'node24', 'node26'],
};

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

npm(['run', '--silent', 'build'], root);
const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', here], root));
for (const folder of ['nodes', ...Object.keys(lines)]) {
  npm(['ci', '--silent', '--engine-strict=false'], `${here}${folder}`);
}

let failed = false;
for (const [line, supported] of Object.entries(lines)) {
  const target = `${here}${line}/node_modules/opentelemetry-instrumentation-vendor-errors`;
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', `${here}${filename}`, '-C', target, '--strip-components=1']);
  copyFileSync(`${here}calls.mjs`, `${here}${line}/node_modules/calls.mjs`);
  for (const node of supported) {
    const binary = `${here}nodes/node_modules/${node}/bin/node`;
    const version = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
    const run = spawnSync(binary, [`${here}${line}/node_modules/calls.mjs`, line], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    const results = run.stdout
      .split('\n')
      .filter((text) => text.startsWith('{'))
      .map((text) => JSON.parse(text));
    const bad = results.filter(({ ok }) => !ok);
    failed ||= run.status !== 0 || bad.length > 0 || results.length === 0;
    console.log(
      `${run.status === 0 ? 'ok    ' : 'FAILED'}  ${line}  ${version.padEnd(10)} ${results.length} clients: ${results.map(({ client }) => client).join(', ')}`,
    );
    for (const { client, problem } of bad) console.log(`        ${client}: ${problem}`);
    if (run.status !== 0 && bad.length === 0) console.log(run.stderr);
  }
}
rmSync(`${here}${filename}`);
process.exitCode = failed ? 1 : 0;
