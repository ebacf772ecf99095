import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { VendorErrorsConfig } from './config.js';

/** The environment variable with the path of a configuration file, relative to the working directory. */
export const CONFIG_VARIABLE = 'OTEL_VENDOR_ERRORS_CONFIG';

/** The content of a configuration file. */
export interface ConfigFile {
  /** The default export; empty if it cannot be used. */
  readonly config: VendorErrorsConfig;
  /** Why the file cannot be used, with a fix. */
  readonly problem?: string;
}

/** Reads a configuration file: an ES module, CommonJS or JSON. Never rejects. */
export async function importConfigFile(path: string): Promise<ConfigFile> {
  if (path.endsWith('.json')) return requireConfigFile(path);
  try {
    return readDefaultExport(path, await import(pathToFileURL(resolve(path)).href));
  } catch (error) {
    return unreadable(path, error);
  }
}

/** The synchronous form of {@link importConfigFile}. It cannot read an ES module with a top-level `await`. */
export function requireConfigFile(path: string): ConfigFile {
  const file = resolve(path);
  try {
    return readDefaultExport(path, createRequire(file)(file));
  } catch (error) {
    return unreadable(path, error);
  }
}

function readDefaultExport(path: string, loaded: unknown): ConfigFile {
  const config = defaultExport(loaded);
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return { config };
  const value = Array.isArray(config) ? 'a list' : `'${String(config)}'`;
  return unusable(
    config === undefined
      ? `${path} has no default export; write export default { … }`
      : `the default export of ${path} is ${value}, which is not an object; write export default { … }`,
  );
}

function defaultExport(loaded: unknown): unknown {
  const { default: value, __esModule: isCompiled } = (loaded ?? {}) as { default?: unknown; __esModule?: unknown };
  const isModule = isCompiled === true || Object.prototype.toString.call(loaded) === '[object Module]';
  return isModule ? defaultExport(value) : loaded;
}

function unreadable(path: string, error: unknown): ConfigFile {
  const file = resolve(path);
  if (!existsSync(file)) return unusable(`${file} does not exist; write a path relative to the working directory`);
  const [firstLine] = String(error).split('\n');
  return unusable(`${path} cannot be read (${firstLine})`);
}

function unusable(problem: string): ConfigFile {
  return { config: {}, problem: `${problem}.` };
}
