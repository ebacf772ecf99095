import { diag } from '@opentelemetry/api';
import type { CallGroup } from './call-group.js';

const told = new WeakSet<CallGroup>();

/**
 * Tells, once for a group, that another plugin follows calls that it was to follow, too: it leaves them, or they would
 * count twice.
 */
export function tellOfTwoPlugins(group: CallGroup, origin: string): void {
  if (told.has(group)) return;
  told.add(group);
  diag.warn(
    `vendor-errors: two VendorErrorsInstrumentations follow the calls to ${origin}; one of them reports each call. ` +
      'Register a single one, with all vendors: new VendorErrorsInstrumentation({ vendors: [...] }).',
  );
}
