import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NAME } from '../common/version.js';
import { report } from './report.js';

/**
 * Where packages are resolved from. The application comes first, because the packages belong to it and this package has
 * no peer dependency on them. `import.meta.url` is missing in some bundles.
 */
const folders = [process.argv[1], join(process.cwd(), 'package.json'), import.meta.url];

/**
 * The exports of a package of the application; `undefined` if it is missing or broken. A broken package is reported.
 */
export function loadPackage<Package>(name: string): Package | undefined {
  for (const folder of folders) {
    const require = requireFrom(folder);
    if (require === undefined || !canResolve(require, name)) continue;
    try {
      return require(name) as Package;
    } catch (error) {
      report(`${name} is installed, but cannot be loaded: ${error instanceof Error ? error.stack : String(error)}`);
      return undefined;
    }
  }
  return undefined;
}

/** Whether a bundler has copied this code into the application's file. */
export function isBundled(): boolean {
  try {
    return requireFrom(import.meta.url)?.('../package.json').name !== NAME;
  } catch {
    return true;
  }
}

function requireFrom(folder: string | undefined): NodeJS.Require | undefined {
  try {
    return folder === undefined ? undefined : createRequire(folder);
  } catch {
    return undefined;
  }
}

function canResolve(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}
