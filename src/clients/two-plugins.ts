import { diag } from '@opentelemetry/api';
import type { Tap } from './tap.js';

const told = new WeakSet<Tap>();

/** Tells, once for a tap, that another plugin follows the calls that it was to follow: it leaves them, or they would count twice. */
export function tellOfTwoPlugins(tap: Tap, origin: string): void {
  if (told.has(tap)) return;
  told.add(tap);
  diag.warn(
    `vendor-errors: two VendorErrorsInstrumentations follow the calls to ${origin}; one of them reports each call. ` +
      'Register a single one, with all vendors: new VendorErrorsInstrumentation({ vendors: [...] }).',
  );
}
