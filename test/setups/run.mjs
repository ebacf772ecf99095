// Installs the packed package into real projects, starts each as its users do, and measures what the SDK that is there
// exported: `npm run test:setups`. `-- <name>…` runs some set-ups, `--quick` those that CI has time for, `--node node24`
// one Node.js, `--package <file.tgz>` a package that exists; `--keep` leaves the projects in the cache. Prints the table of docs/setups.md, and exits with 1 if a
// set-up is not what it must be, or after all of them the page has another table.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepare, removeCopies } from './install.mjs';
import { judge } from './judge.mjs';
import { CACHE } from './npm.mjs';
import { setups } from './setups.mjs';
import { run } from './start.mjs';
import { checkTable, summary } from './table.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean' },
    node: { type: 'string', multiple: true },
    package: { type: 'string' },
    update: { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});

function pack() {
  const npm = (args) =>
    execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  npm(['run', '--silent', 'build']);
  const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', CACHE]));
  return join(CACHE, filename);
}

mkdirSync(CACHE, { recursive: true });
const tarball = options.package === undefined ? pack() : resolve(options.package);
const chosen = setups.filter(
  ({ name, isQuick }) =>
    (names.length === 0 || names.some((each) => name.startsWith(each))) && (!options.quick || isQuick),
);
if (chosen.length === 0)
  throw new Error(`No set-up begins with '${names}'. There are: ${setups.map(({ name }) => name).join(', ')}`);

const results = [];
for (const setup of chosen) {
  const nodes = options.quick ? ['node24'] : setup.nodes;
  for (const node of nodes.filter((each) => (options.node ?? [each]).includes(each))) {
    const file = join(CACHE, 'logs', `${setup.name}-${node}.txt`);
    rmSync(file, { force: true });
    mkdirSync(join(CACHE, 'logs'), { recursive: true });
    const log = (text) => appendFileSync(file, `${text}\n`);
    const started = Date.now();
    let result;
    try {
      const { folder, installProblem } = prepare(setup, node, tarball);
      result = { ...(await run(setup, node, folder, log)), installProblem };
      rmSync(join(folder, '.next'), { recursive: true, force: true });
    } catch (error) {
      result = { failure: error.message, warnings: [], outcomes: {}, exit: null };
    }
    const problems = judge(result, setup);
    results.push({ setup, node, result, problems });
    console.log(
      `${problems.length === 0 ? 'ok    ' : 'FAILED'} ${setup.name}, ${node} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
    );
    if (result.client) console.log(`       ${summary(result)}`);
    for (const problem of problems) console.log(`       ${problem}`);
    if (problems.length > 0) console.log(`       ${file}`);
  }
}

if (!options.keep) removeCopies();
const isComplete = names.length === 0 && !options.quick && options.node === undefined;
const isRight = checkTable(results, { isComplete, update: options.update ?? false });
process.exitCode = isRight && results.every(({ problems }) => problems.length === 0) ? 0 : 1;
