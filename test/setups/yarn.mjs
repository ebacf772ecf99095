import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, environmentOf, npm } from './npm.mjs';

const YARN = '@yarnpkg/cli-dist';
const VERSION = '4.18.1';

/** A project whose packages stay in archives (Plug'n'Play): a package finds only what it declares. */
export function installWithYarn(packages, tarball, work, node) {
  const tools = join(CACHE, 'tools');
  const program = join(tools, 'node_modules', YARN, 'bin/yarn.js');
  mkdirSync(tools, { recursive: true });
  if (!existsSync(program)) npm(['install', '--prefix', tools, `${YARN}@${VERSION}`], tools, node);
  mkdirSync(work, { recursive: true });
  const dependencies = { ...packages, 'opentelemetry-instrumentation-vendor-errors': `file:${tarball}` };
  writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, name: 'service', dependencies }));
  writeFileSync(join(work, 'yarn.lock'), '');
  const registry = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout.trim();
  const env = {
    ...environmentOf(node),
    YARN_CACHE_FOLDER: join(CACHE, 'yarn'),
    YARN_ENABLE_GLOBAL_CACHE: 'false',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_ENABLE_TELEMETRY: '0',
    YARN_NODE_LINKER: 'pnp',
    YARN_NPM_REGISTRY_SERVER: registry,
  };
  const { status, stdout } = spawnSync('node', [program, 'install'], { cwd: work, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`yarn install failed:\n${stdout}`);
  // Warnings of other packages are not the plugin's.
  return stdout.split('\n').find((line) => /YN\d+.*vendor-errors.*(peer|provide)/.test(line));
}
