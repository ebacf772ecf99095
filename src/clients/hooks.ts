import type { Span } from '@opentelemetry/api';
import { restore } from './span-watch.js';

type Hook = (span: Span, info: unknown) => void;

/** The hooks that HTTP instrumentations have in common. */
export interface Hooks {
  readonly requestHook: Hook;
  readonly responseHook: Hook;
}

/** As much of an instrumentation as is needed to add hooks to it. */
export interface HookedInstrumentation {
  getConfig(): object;
  setConfig(config: object): void;
}

/**
 * Adds hooks to an instrumentation, after those that the user has set on it, and keeps them there when the user sets
 * others later.
 *
 * @returns a function that takes them away again.
 */
export function addHooks(target: HookedInstrumentation, hooks: Hooks): () => void {
  const usersHooks = new WeakMap<Hook, { readonly hook: Hook | undefined }>();
  const { setConfig } = target;

  function users(hook: Hook | undefined): Hook | undefined {
    const chained = hook && usersHooks.get(hook);
    return chained ? users(chained.hook) : hook;
  }

  function chain(usersHook: Hook | undefined, ours: Hook): Hook {
    const hook: Hook = (span, info) => {
      try {
        usersHook?.(span, info);
      } finally {
        ours(span, info);
      }
    };
    usersHooks.set(hook, { hook: usersHook });
    return hook;
  }

  function configWith(config: object, each: (usersHook: Hook | undefined, ours: Hook) => Hook | undefined): object {
    const { requestHook, responseHook, ...rest } = config as { requestHook?: Hook; responseHook?: Hook };
    const request = each(users(requestHook), hooks.requestHook);
    const response = each(users(responseHook), hooks.responseHook);
    return { ...rest, ...(request && { requestHook: request }), ...(response && { responseHook: response }) };
  }

  function setConfigAndKeepHooks(this: HookedInstrumentation, config?: object): void {
    setConfig.call(this, configWith(config ?? {}, chain));
  }

  target.setConfig = setConfigAndKeepHooks;
  target.setConfig(target.getConfig());
  return () => {
    if (target.setConfig === setConfigAndKeepHooks) restore(target, 'setConfig', setConfig);
    setConfig.call(
      target,
      configWith(target.getConfig(), (usersHook) => usersHook),
    );
  };
}
