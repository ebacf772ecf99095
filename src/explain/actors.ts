import { categoryOf, type ErrorCategory, type NormalizedCode } from '../definition/vocabulary.js';

/** Who acts on an error. */
export const actors = {
  on_call: 'the on-call team',
  developers: 'the developers of the calling code',
  account_owner: 'the owner of the vendor account and its billing',
  vendor: 'the vendor; the on-call team opens the ticket',
  nobody: 'nobody: a business outcome, not a fault',
} as const satisfies Record<string, string>;

/** A member of {@link actors}. */
export type Actor = keyof typeof actors;

/** Who usually acts on the errors of a category. */
export const actorOfCategory: Readonly<Record<ErrorCategory, Actor>> = {
  validation: 'developers',
  authentication: 'on_call',
  authorization: 'account_owner',
  not_found: 'developers',
  conflict: 'developers',
  recipient: 'nobody',
  rate_limit: 'on_call',
  quota: 'account_owner',
  attachment: 'developers',
  delivery: 'vendor',
  server: 'vendor',
  network: 'on_call',
  unknown: 'developers',
};

/** Codes whose actor differs from the actor of their category. */
const exceptions: Readonly<Partial<Record<NormalizedCode, Actor>>> = {
  invalid_oauth_state: 'developers',
  sender_not_permitted: 'developers',
  account_not_found: 'on_call',
  // Without its webhook, the service receives no events.
  webhook_not_found: 'on_call',
  capacity_exhausted: 'vendor',
  attachment_upload_failed: 'vendor',
  attachment_url_failed: 'vendor',
  sender_unavailable: 'account_owner',
  message_expired: 'on_call',
  content_filtered: 'developers',
  // The failing endpoint belongs to the service itself.
  webhook_delivery_failed: 'on_call',
};

/** Who acts on a normalized code. */
export function actorOf(code: NormalizedCode): Actor {
  return exceptions[code] ?? actorOfCategory[categoryOf(code)];
}
