import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

interface ModuleDefinition {
  readonly name: string;
  moduleExports?: unknown;
  patch?: (exports: object, version?: string) => unknown;
}

/** What is used of an instrumentation of OpenTelemetry. */
export interface Instrumentation {
  disable(): void;
  getConfig(): { enabled?: boolean };
  /** The modules that it patches. There is no public way to them: `getModuleDefinitions()` makes new ones. */
  readonly _modules?: readonly ModuleDefinition[];
}

const httpModules: Readonly<Record<string, object>> = { http, https };
const patchedModules = ['http', 'https', 'net', 'dns', 'dns/promises', 'fs', 'fs/promises'];
const patchedObjects = [
  ...[http, http.Server.prototype, https, https.Server.prototype, net, net.Socket.prototype],
  ...[dns, dns.promises, fs, fs.promises],
];

/** What instrumentations do to Node.js's own modules, so that it can be undone without harm to other instrumentations. */
export class BuiltinPatches {
  readonly instrumentations: readonly Instrumentation[];
  readonly #own = new Set<unknown>();

  /** @param make - Makes the instrumentations; what they patch meanwhile is theirs as well. */
  constructor(make: () => readonly Instrumentation[]) {
    this.instrumentations = this.#record(make);
    for (const definition of this.instrumentations.flatMap(({ _modules }) => _modules ?? [])) {
      const { name, patch } = definition;
      if (patch !== undefined && patchedModules.includes(name)) {
        definition.patch = (...args) => this.#record(() => patch(...args));
      }
    }
  }

  /**
   * Patches `node:http` and `node:https`, which instrumentations do when they are required the next time. Not by a
   * `require`, because then the instrumentations of an SDK that comes later would never patch them.
   */
  patchHttp(): void {
    for (const instrumentation of this.instrumentations) {
      if (instrumentation.getConfig().enabled === false) continue;
      for (const definition of instrumentation._modules ?? []) {
        const exports = httpModules[definition.name];
        if (exports === undefined || definition.moduleExports !== undefined) continue;
        definition.moduleExports = exports;
        definition.patch?.(exports);
      }
    }
    // ES modules see the patches after that.
    syncBuiltinESMExports();
  }

  /**
   * Disables the instrumentations, and keeps the patches that somebody else has put in place of theirs: `disable()`
   * removes whatever patch it finds.
   */
  remove(): void {
    const before = currentFunctions();
    for (const instrumentation of this.instrumentations) instrumentation.disable();
    for (const { object, name, value } of before) {
      if (!this.#own.has(value) && Reflect.get(object, name) !== value) Reflect.set(object, name, value);
    }
    syncBuiltinESMExports();
  }

  #record<Result>(patch: () => Result): Result {
    const before = new Set(currentFunctions().map(({ value }) => value));
    const result = patch();
    for (const { value } of currentFunctions()) if (!before.has(value)) this.#own.add(value);
    return result;
  }
}

function currentFunctions(): { object: object; name: string; value: unknown }[] {
  return patchedObjects.flatMap((object) =>
    Object.entries(Object.getOwnPropertyDescriptors(object))
      .filter(([, { value }]) => typeof value === 'function')
      .map(([name, { value }]) => ({ object, name, value: value as unknown })),
  );
}
