import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** npm takes no version that is newer, so that dependencies of the pinned packages are the same in every run. */
export const RESOLVED_BEFORE = '2026-11-28T00:00:00.000Z';
export const CACHE = process.env.SETUPS_CACHE ?? join(tmpdir(), 'vendor-errors-setups');

const NODES = fileURLToPath(new URL('../matrix/nodes', import.meta.url));

/** The Node.js binary of a name such as `node24`, from the packages that the matrix has too. */
export function nodeBinary(node) {
  const binary = join(NODES, 'node_modules', node, 'bin/node');
  if (!existsSync(binary))
    spawnSync('npm', ['ci', '--silent', '--engine-strict=false'], { cwd: NODES, stdio: 'inherit' });
  return binary;
}

/** The environment in which `node`, and so npm, is the given binary. */
export function environmentOf(node) {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return { ...env, PATH: [dirname(nodeBinary(node)), process.env.PATH].join(delimiter) };
}

export function npm(args, cwd, node) {
  const all = [
    ...args,
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--prefer-offline',
    // The default, which `npm run` replaces by the setting of this repository.
    '--no-engine-strict',
    `--before=${RESOLVED_BEFORE}`,
  ];
  const { status, stdout, stderr } = spawnSync('npm', all, { cwd, env: environmentOf(node), encoding: 'utf8' });
  return { ok: status === 0, output: stdout + stderr };
}
