import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package and what npm installs with it. */
const INSTALLED = [
  ...['instrumentation', 'semantic-conventions', 'api-logs'].map((name) => `@opentelemetry/${name}`),
  ...['lru-cache', 'import-in-the-middle', 'require-in-the-middle', 'module-details-from-path', 'debug', 'ms'],
  ...['cjs-module-lexer', 'es-module-lexer'],
];

/** The contents of a project in addition to the package. */
export interface Project {
  /** The version of `@opentelemetry/api`. @defaultValue the one of this repository */
  readonly api?: 'opentelemetry-api-1.10';
  /** Packages of this repository, with their dependencies. */
  readonly packages?: readonly string[];
  /** Files by their path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A project in its own folder, with the built package. */
export async function installPackage({ api, packages = [], files = {} }: Project = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'vendor-errors-'));
  const modules = join(folder, 'node_modules');
  const copy = (from: string, to: string) => cp(join(root, from), join(modules, to), { recursive: true });
  for (const file of ['dist', 'package.json']) await copy(file, `opentelemetry-instrumentation-vendor-errors/${file}`);
  await copy(`node_modules/${api ?? '@opentelemetry/api'}`, '@opentelemetry/api');
  // Copy the packages, because a link would resolve its dependencies in this repository.
  for (const name of INSTALLED) await copy(`node_modules/${name}`, name);
  for (const name of packages) await symlink(join(root, 'node_modules', name), join(modules, name));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}
