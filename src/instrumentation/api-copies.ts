import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { metrics, trace } from '@opentelemetry/api';
import { warnOnce } from '../common/warn.js';

/**
 * Where all copies of `@opentelemetry/api` 1.x in the process store what is registered, and the version of the
 * registering copy.
 */
const SLOT = Symbol.for('opentelemetry.js.api.1');
const PACKAGE = '@opentelemetry/api';

interface Slot {
  readonly version: string;
  readonly trace?: unknown;
  readonly metrics?: unknown;
  readonly context?: unknown;
}

interface Copy {
  readonly version: string;
  readonly folder?: string;
}

/**
 * Warns once if the plugin and the SDK have different copies of `@opentelemetry/api` that do not see each other. A copy sees
 * registrations of the same or a newer minor version. Only copies of the same version can register together.
 *
 * Call it when calls begin to be followed.
 *
 * @param isSdkStarted - Whether an SDK has passed its provider to the plugin, so that the provider should be registered.
 */
export function warnOfTwoApiCopies(isSdkStarted = false): void {
  const slot = (globalThis as { [SLOT]?: Slot })[SLOT];
  if (slot === undefined) return;
  if (isHidden(slot)) {
    const registered = copyOf(slot.version);
    warn(ownCopy(), registered, 'the plugin does not see the SDK, which uses the second one', registered.version);
  } else if (isSdkStarted && isNothingRegistered(slot)) {
    const other = loadedCopies().find(({ version }) => version !== slot.version);
    if (other !== undefined)
      warn(copyOf(slot.version), other, 'no SDK can register with the second one', other.version);
  }
}

/** Whether a registered SDK is too old for the plugin's copy. */
function isHidden({ trace: tracers, metrics: meters }: Slot): boolean {
  if (tracers !== undefined) return tracers !== trace.getTracerProvider();
  return meters !== undefined && meters !== metrics.getMeterProvider();
}

/** For example only `diag` is registered. Only the version that registers first can register. */
function isNothingRegistered(slot: Slot): boolean {
  return [slot.trace, slot.metrics, slot.context].every((each) => each === undefined);
}

function warn(first: Copy, second: Copy, consequence: string, version: string): void {
  warnOnce(
    'VENDOR_ERRORS_TWO_API_COPIES',
    `there are two copies of ${PACKAGE}, ${describe(first)} and ${describe(second)}, so ${consequence}. ` +
      `Run: npm install ${PACKAGE}@${version} && npm dedupe`,
  );
}

function describe({ version, folder }: Copy): string {
  return folder === undefined ? version : `${version} in ${folder}`;
}

function copyOf(version: string): Copy {
  return loadedCopies().find((copy) => copy.version === version) ?? { version };
}

/** The copy that this file imports. */
function ownCopy(): Copy {
  const own = tryTo(() => readCopy(createRequire(import.meta.url).resolve(PACKAGE)));
  return own ?? { version: 'an unknown version' };
}

/** The copies that CommonJS has loaded: all of 1.9, and those of 1.10 except copies that only ES modules use. */
function loadedCopies(): Copy[] {
  const files = tryTo(() => Object.keys(createRequire(import.meta.url).cache)) ?? [];
  const folders = new Map(files.filter((file) => folderOf(file) !== undefined).map((file) => [folderOf(file), file]));
  return [...folders.values()].flatMap((file) => tryTo(() => readCopy(file)) ?? []);
}

function readCopy(file: string): Copy | undefined {
  const folder = folderOf(file);
  if (folder === undefined) return undefined;
  // Do not use `require`, because Turbopack fails the build if it cannot resolve the required module.
  const { version }: Copy = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return { version, folder };
}

function folderOf(file: string): string | undefined {
  return /^.*[\\/]@opentelemetry[\\/]api(?=[\\/])/.exec(file)?.[0];
}

/** Files may be missing, because a bundle has no folder of packages. */
function tryTo<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
