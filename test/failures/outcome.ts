import { createHash } from 'node:crypto';
import type { Answer } from './client.js';

/** What an application can see of an error and of its causes. */
interface ErrorSummary {
  readonly name: unknown;
  readonly code: unknown;
  readonly message: unknown;
  readonly cause: ErrorSummary | undefined;
}

/** What came of a call, in a form that can be compared. */
export type Outcome =
  | { readonly status: number; readonly length: number | undefined; readonly digest: string | undefined }
  | { readonly thrown: ErrorSummary };

function summaryOf(error: unknown): ErrorSummary | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, code, message, cause } = error as Record<string, unknown>;
  // OpenSSL's errors begin with the number of a thread.
  const text = String(message).replace(/\b[0-9A-F]{8,16}(?=:error:)/g, 'THREAD');
  return { name, code, message: text, cause: summaryOf(cause) };
}

export async function outcomeOf(call: Promise<Answer>): Promise<Outcome> {
  try {
    const { status, body } = await call;
    const digest = body && createHash('sha256').update(body).digest('hex');
    return { status, length: body?.byteLength, digest };
  } catch (error) {
    const thrown = summaryOf(error);
    if (thrown === undefined) throw error;
    return { thrown };
  }
}
