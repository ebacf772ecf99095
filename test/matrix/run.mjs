// Runs the packed package on each Node.js, with each line of OpenTelemetry and each undici that the Node.js can run:
// `npm run test:matrix`. Prints the table of docs/versions.md, and exits with 1 if a cell failed or that page has another table.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
/** The lines of OpenTelemetry, and the Node.js versions that each supports. */
const lines = {
  oldest: ['node20.19', 'node24'],
  'otel-2': ['node20.19', 'node22.12', 'node24', 'node26'],
  'otel-3': ['node22.15', 'node24', 'node26'],
};
/** Said of a line in the table. */
const packages = ['@opentelemetry/api', '@opentelemetry/sdk-metrics', '@opentelemetry/instrumentation-undici'];

const npm = (args, cwd) => execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

npm(['run', '--silent', 'build'], root);
const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', here], root));
for (const folder of ['nodes', ...Object.keys(lines)]) {
  npm(['ci', '--silent', '--engine-strict=false'], `${here}${folder}`);
}

let failed = false;
const table = [['Node.js', '`api`', '`sdk`', '`instrumentation-undici`', 'clients']];
for (const [line, supported] of Object.entries(lines)) {
  const modules = `${here}${line}/node_modules/`;
  const target = `${modules}opentelemetry-instrumentation-vendor-errors`;
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', `${here}${filename}`, '-C', target, '--strip-components=1']);
  for (const file of ['calls.mjs', 'application.ts']) copyFileSync(here + file, modules + file);
  const versions = packages.map((name) => JSON.parse(readFileSync(`${modules}${name}/package.json`, 'utf8')).version);
  failed = !typesFit(line, `${modules}application.ts`) || failed;
  for (const node of supported) {
    const binary = `${here}nodes/node_modules/${node}/bin/node`;
    const version = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim().slice(1);
    const clients = clientsThatWork(binary, line, modules);
    failed ||= clients === undefined;
    table.push([version, ...versions, clients ?? '**failed**']);
  }
}
rmSync(`${here}${filename}`);

const markdown = [table[0], table[0].map(() => '---'), ...table.slice(1)].map((cells) => `| ${cells.join(' | ')} |`);
console.log(markdown.join('\n'));
if (!readFileSync(`${root}docs/versions.md`, 'utf8').includes(markdown.join('\n'))) {
  console.error("docs/versions.md has another table. Put this one between its comments 'matrix'.");
  failed = true;
}
// The tests run on the Node.js that is installed; what depends on it most runs on the newest one, too (HTTP/2, zstd).
failed = !testsPass('node26', ['test/clients', 'test/failures', 'test/instrumentation', 'test/load']) || failed;
process.exitCode = failed ? 1 : 0;

function testsPass(node, folders) {
  const binary = `${here}nodes/node_modules/${node}/bin/node`;
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const env = { ...process.env, PATH: `${dirname(binary)}:${process.env.PATH}` };
  console.log(`\n${folders.join(', ')} on ${node}:`);
  return (
    spawnSync(binary, [vitest, 'run', ...folders, '--reporter=dot'], { cwd: root, env, stdio: 'inherit' }).status === 0
  );
}

/** Whether an application compiles against the types of the line. */
function typesFit(line, file) {
  const options = [
    '--noEmit',
    '--ignoreConfig',
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--types',
    'node',
  ];
  const { status, stdout } = spawnSync(`${root}node_modules/.bin/tsc`, [...options, file], { encoding: 'utf8' });
  // Of other packages' declarations nothing can be done here.
  const problems = stdout.split('\n').filter((text) => /application\.ts|vendor-errors/.test(text));
  if (status !== 0 && problems.length > 0) console.log(`FAILED  types against ${line}\n${problems.join('\n')}`);
  return problems.length === 0;
}

/** A short list of the clients with correct results; `undefined` if one failed. */
function clientsThatWork(binary, line, modules) {
  const run = spawnSync(binary, [`${modules}calls.mjs`, line], { encoding: 'utf8', timeout: 120_000 });
  const results = run.stdout
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => JSON.parse(text));
  const bad = results.filter(({ ok }) => !ok);
  for (const { client, problem } of bad) console.log(`FAILED  ${binary}, ${line}, ${client}: ${problem}`);
  if (run.status !== 0 && bad.length === 0) console.log(`FAILED  ${binary}, ${line}\n${run.stderr}`);
  if (run.status !== 0 || bad.length > 0 || results.length === 0) return undefined;
  const versions = [...new Set(results.map(({ client }) => /^undici (\d+)/.exec(client)?.[1]))].filter(Boolean);
  return `fetch, undici ${versions.join(', ')}`;
}
