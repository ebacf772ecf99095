import type { Span } from '@opentelemetry/api';

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

/** The hooks that were added to each instrumentation: however many plugins add some, it gets one hook of each kind. */
const hooked = new WeakMap<HookedInstrumentation, AddedHooks>();

/**
 * Adds hooks to an instrumentation, after those that the user has set on it, and keeps them there when the user sets
 * others later.
 *
 * @returns a function that takes them away again.
 */
export function addHooks(target: HookedInstrumentation, hooks: Hooks): () => void {
  const added = hooked.get(target) ?? new AddedHooks(target);
  hooked.set(target, added);
  added.all = [...added.all, hooks];
  return () => {
    added.all = added.all.filter((each) => each !== hooks);
    if (added.all.length > 0) return;
    added.remove();
    hooked.delete(target);
  };
}

class AddedHooks {
  /** Not changed but replaced, for hooks may add and remove hooks. */
  all: readonly Hooks[] = [];
  readonly remove: () => void;
  /** The user's hook behind each hook of ours: what `getConfig()` returned may come back by `setConfig()`. */
  readonly #users = new WeakMap<Hook, { readonly hook: Hook | undefined }>();

  constructor(target: HookedInstrumentation) {
    const { setConfig } = target;
    const setConfigAndKeepHooks = (config?: object): void => {
      setConfig.call(
        target,
        this.#configWith(config ?? {}, (kind, usersHook) => this.#chain(kind, usersHook)),
      );
    };
    target.setConfig = setConfigAndKeepHooks;
    target.setConfig(target.getConfig());
    this.remove = () => {
      if (target.setConfig === setConfigAndKeepHooks) target.setConfig = setConfig;
      setConfig.call(
        target,
        this.#configWith(target.getConfig(), (_kind, usersHook) => usersHook),
      );
    };
  }

  #configWith(config: object, each: (kind: keyof Hooks, usersHook: Hook | undefined) => Hook | undefined): object {
    const { requestHook, responseHook, ...rest } = config as Partial<Hooks>;
    const request = each('requestHook', this.#usersHook(requestHook));
    const response = each('responseHook', this.#usersHook(responseHook));
    return { ...rest, ...(request && { requestHook: request }), ...(response && { responseHook: response }) };
  }

  #usersHook(hook: Hook | undefined): Hook | undefined {
    const chained = hook && this.#users.get(hook);
    return chained ? chained.hook : hook;
  }

  #chain(kind: keyof Hooks, usersHook: Hook | undefined): Hook {
    const hook: Hook = (span, info) => {
      try {
        usersHook?.(span, info);
      } finally {
        // By name, for every call comes here, and a look-up by `kind` is slower.
        for (const { requestHook, responseHook } of this.all) {
          if (kind === 'requestHook') requestHook(span, info);
          else responseHook(span, info);
        }
      }
    };
    this.#users.set(hook, { hook: usersHook });
    return hook;
  }
}
