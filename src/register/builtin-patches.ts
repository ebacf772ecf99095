import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/** What is used of an instrumentation of OpenTelemetry. */
export interface Instrumentation {
  disable(): void;
  getConfig(): { enabled?: boolean };
  getModuleDefinitions?(): { name: string; moduleExports?: unknown; patch?(exports: object): unknown }[];
}

type Functions = Map<object, Map<string, unknown>>;

const modules: Readonly<Record<string, object>> = { http, https };
const patchedObjects = [
  ...[http, http.Server.prototype, https, https.Server.prototype, net, net.Socket.prototype],
  ...[dns, dns.promises, fs, fs.promises],
];

/**
 * Patches `node:http` and `node:https`, which instrumentations do when they are required the next time. Not by a
 * `require`, because then the instrumentations of an SDK that comes later would never patch them.
 */
export function patchHttp(instrumentations: readonly Instrumentation[]): void {
  for (const instrumentation of instrumentations) {
    if (instrumentation.getConfig().enabled === false) continue;
    for (const definition of instrumentation.getModuleDefinitions?.() ?? []) {
      const exports = modules[definition.name];
      if (exports === undefined || definition.moduleExports !== undefined) continue;
      definition.moduleExports = exports;
      definition.patch?.(exports);
    }
  }
  // ES modules see the patches after that.
  syncBuiltinESMExports();
}

/**
 * Disables instrumentations and keeps the patches that somebody else has put in place of theirs: `disable()` removes
 * whatever patch it finds.
 *
 * @param own - The functions when the instrumentations had patched them.
 */
export function disableOnly(instrumentations: readonly Instrumentation[], own: Functions): void {
  const current = builtinFunctions();
  for (const instrumentation of instrumentations) instrumentation.disable();
  for (const [object, functions] of current) {
    for (const [name, value] of functions) {
      const isOwn = value === own.get(object)?.get(name);
      if (!isOwn && Reflect.get(object, name) !== value) Reflect.set(object, name, value);
    }
  }
  syncBuiltinESMExports();
}

/** The functions of Node.js's modules that instrumentations patch, as they are now. */
export function builtinFunctions(): Functions {
  return new Map(
    patchedObjects.map((object) => {
      const properties = Object.entries(Object.getOwnPropertyDescriptors(object));
      return [object, new Map(properties.map(([name, { value }]) => [name, value as unknown]))];
    }),
  );
}
