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

/** The methods of an OpenTelemetry instrumentation that are used. */
export interface Instrumentation {
  disable(): void;
  getConfig(): { enabled?: boolean };
  /** The modules that it patches. There is no public access, because `getModuleDefinitions()` creates new ones. */
  readonly _modules?: readonly ModuleDefinition[];
}

const httpModules: Readonly<Record<string, object>> = { http, https };
const patchedModules = ['http', 'https', 'net', 'dns', 'dns/promises', 'fs', 'fs/promises'];
const patchedObjects = [
  ...[http, http.Server.prototype, https, https.Server.prototype, net, net.Socket.prototype],
  ...[dns, dns.promises, fs, fs.promises],
];

/**
 * The patches of instrumentations on Node.js's own modules. They can be removed without harm to other instrumentations.
 */
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
   * Patches `node:http` and `node:https`, which instrumentations normally do at the next `require`. A `require` here
   * would keep the instrumentations of a later SDK from patching them.
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
    // ES modules see the patches after this call.
    syncBuiltinESMExports();
  }

  /**
   * Disables the instrumentations, and keeps patches that others have applied since, because `disable()` removes any
   * patch that it finds.
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
