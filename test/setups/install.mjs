import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, npm, RESOLVED_BEFORE } from './npm.mjs';
import { installWithYarn } from './yarn.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const hashOf = (data) => createHash('sha256').update(data).digest('hex').slice(0, 12);

/** The set-up's own packages, as they are before the plugin comes. Installed once. */
function installBase({ packages, folders = {}, isFresh }, node) {
  const key = hashOf(JSON.stringify([packages, folders, isFresh, RESOLVED_BEFORE]));
  const base = join(CACHE, `base-${key}`);
  if (existsSync(join(base, 'complete'))) return base;
  rmSync(base, { recursive: true, force: true });
  for (const [folder, dependencies] of Object.entries({ '.': isFresh ? {} : packages, ...folders })) {
    const cwd = join(base, folder);
    mkdirSync(cwd, { recursive: true });
    writeFileSync(join(cwd, 'package.json'), JSON.stringify({ private: true, name: 'service', dependencies }, null, 2));
    const { ok, output } = npm(['install'], cwd, node);
    if (!ok) {
      rmSync(base, { recursive: true, force: true });
      throw new Error(`The set-up's own packages cannot be installed:\n${output}`);
    }
  }
  writeFileSync(join(base, 'complete'), '');
  return base;
}

/** Files that npm writes in place; in a copy of hard links it would change the original. */
const WRITTEN_IN_PLACE = ['package.json', 'package-lock.json', 'node_modules/.package-lock.json'];

/**
 * A folder with the set-up's packages, the plugin installed as a user installs it, and the project's files.
 * An installation that failed is forced, so that the rest can be measured as well.
 */
export function prepare(setup, node, tarball) {
  const { packages, folders, isFresh, isYarn, install } = setup;
  const key = [packages, folders, isFresh, isYarn, install, node, hashOf(readFileSync(tarball))];
  const work = join(CACHE, `work-${hashOf(JSON.stringify(key))}`);
  if (!existsSync(join(work, 'installed.json'))) {
    rmSync(work, { recursive: true, force: true });
    const problem = isYarn
      ? installWithYarn(packages, tarball, work, node)
      : installWithNpm(setup, tarball, work, node);
    writeFileSync(join(work, 'installed.json'), JSON.stringify({ problem }));
  }
  for (const files of [here('application'), ...(setup.project ? [here(`projects/${setup.project}`)] : [])]) {
    cpSync(files, work, { recursive: true });
  }
  return { folder: work, installProblem: JSON.parse(readFileSync(join(work, 'installed.json'), 'utf8')).problem };
}

function installWithNpm(setup, tarball, work, node) {
  const base = installBase(setup, node);
  spawnSync('cp', ['-al', base, work], { stdio: 'inherit' });
  for (const file of WRITTEN_IN_PLACE) {
    if (!existsSync(join(base, file))) continue;
    const content = readFileSync(join(base, file));
    rmSync(join(work, file));
    writeFileSync(join(work, file), content);
  }
  const together = setup.isFresh ? Object.entries(setup.packages).map((entry) => entry.join('@')) : [];
  const installed = npm(['install', tarball, ...together, ...(setup.install?.split(' ') ?? [])], work, node);
  if (installed.ok) return /ERESOLVE overriding peer/.test(installed.output) ? 'peer warning' : undefined;
  const forced = npm(['install', tarball, ...together, '--legacy-peer-deps'], work, node);
  if (!forced.ok) throw new Error(`npm install failed:\n${forced.output}`);
  return /code (\w+)/.exec(installed.output)?.[1] ?? 'failed';
}

/** Removes the copies; the set-ups' own packages stay for the next run. */
export function removeCopies() {
  for (const name of readdirSync(CACHE)) {
    if (name.startsWith('work-')) rmSync(join(CACHE, name), { recursive: true, force: true });
  }
}
