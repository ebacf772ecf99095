import type { VendorError } from '../normalize/vendor-error.js';
import { errorAttributes, errorTitle } from './error-attributes.js';
import type { Logger } from './logger-provider.js';
import { type Counted, setPlace } from './metrics.js';
import * as semconv from './semconv.js';

// https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
const WARN = { severityNumber: 13, severityText: 'WARN' };
const ERROR = { severityNumber: 17, severityText: 'ERROR' };

/** Writes an event for each error, with the call's context, so that unsampled calls can be found, too. */
export class ErrorLog {
  readonly #logger: () => Logger | undefined;

  constructor(logger: () => Logger | undefined) {
    this.#logger = logger;
  }

  write(counted: Counted, error: VendorError, message: string | undefined): void {
    const attributes = errorAttributes(error, message);
    setPlace(attributes, counted);
    attributes[semconv.ATTR_VENDOR_API_NAME] = error.vendor;
    attributes[semconv.ATTR_VENDOR_API_ERROR_ORIGIN] = error.origin;
    if (error.remedy !== undefined) attributes[semconv.ATTR_VENDOR_API_ERROR_REMEDY] = error.remedy;
    if (error.traceId !== undefined) attributes[semconv.ATTR_VENDOR_API_TRACE_ID] = error.traceId;
    this.#logger()?.emit({
      eventName: semconv.EVENT_VENDOR_API_ERROR,
      // An error about a recipient is a business outcome.
      ...(error.category === 'recipient' ? WARN : ERROR),
      body: errorTitle(error, counted.status),
      attributes,
      context: counted.context,
    });
  }
}
