import type { ErrorCategory, NormalizedCode } from '../definition/vocabulary.js';

/** What to do first when a vendor's errors of a category increase. */
export const firstStepOfCategory: Readonly<Record<ErrorCategory, string>> = {
  validation:
    'Find the release or the data that caused it, and roll back or fix it. Retries fail the same way and only add load.',
  authentication:
    "Check this environment's key for the vendor: is it loaded, not expired and not rotated? Calls fail until it is fixed.",
  authorization:
    'Stop the refused calls, and pass the code to the owner of the account: a plan, a scope or a set-up step is missing.',
  not_found:
    'Find out where the id came from. The resource may be deleted, or belong to another account or environment.',
  conflict: 'Fetch the resource and compare its state with what the call expects. Wait only if a retry helps.',
  recipient: 'Nothing is urgent. Mark the recipients in your own data, so that these calls are not repeated.',
  rate_limit:
    'Wait for `vendor_api.error.retry_after` seconds, and slow the sender down; look for a loop, a backfill or a campaign.',
  quota: 'Hold back the sends, find what used up the allowance, and have its owner raise it or wait for the reset.',
  attachment: 'Check one failing file: its type, its size, and whether its URL opens without a login.',
  delivery:
    'Read the class: it can name a cause of your own, such as the text. Otherwise find out what the failures share.',
  server:
    "Let retries with backoff run, and read the vendor's status page. If it lasts minutes, open a ticket with trace ids.",
  network:
    'Check whether other hosts fail too. If they do, the cause is your network, DNS or proxy. If not, the vendor is unreachable.',
  unknown: 'Open the span of one failing call, and read its status, native code and message.',
};

/** What to do first about a normalized code. A vendor's row can add to it with `remedy`. */
export const firstStepOfCode: Readonly<Record<NormalizedCode, string>> = {
  missing_required_field:
    'Read the field in `vendor_api.error.param` or the message, and find the release or the record that omits it.',
  invalid_parameter:
    "Read the field in `vendor_api.error.param` or the message, and compare its value with the vendor's reference.",
  invalid_phone_number: 'Find the record that the number came from, and convert numbers to E.164 at their input.',
  malformed_body: 'Log one raw body, and look for JSON encoded twice, a truncated stream, or a wrong content type.',
  invalid_message_content:
    'Check the message of one failing call: the number and kind of its parts, its links and its placeholders.',
  outside_messaging_window:
    'Send an approved template, or wait until the recipient writes. Check the window before each free-form message.',
  text_too_long: 'Find the template or the input that exceeds the limit; shorten or split the text before the call.',
  batch_too_large: 'Lower the batch size: the limit is on the items of one request.',
  payload_too_large:
    'Send less per request. If the vendor has no record of the call, a proxy in between has a smaller limit.',
  confirmation_required: 'Do not confirm it until somebody states that the destructive call is intended.',
  unsupported_operation: 'Stop making this call for this chat, line or service; neither a retry nor a new key helps.',
  resource_type_mismatch: 'Check the id that the code passes: it belongs to another kind of resource.',
  invalid_request:
    'Read the message on the span. The tables contain no code of this response, so the status decided the class.',
  missing_credentials: 'Check that the key is set in this environment and that no proxy removes the header.',
  invalid_credentials:
    "Compare the deployed key with the vendor's dashboard; deploy a new one if it was revoked or rotated, or has expired.",
  unauthenticated: "Check that a key is sent, and that it is still valid in the vendor's dashboard.",
  clock_skew: "Compare the host's clock with NTP, and sign each retry again.",
  invalid_oauth_state:
    'Restart the OAuth flow. If many users fail, the state is lost between the redirect and the callback.',
  permission_denied: 'Find out which account owns the resource, and whether this key may use it.',
  insufficient_scope: 'Have a key with the missing scope issued, and deploy it.',
  sender_not_permitted:
    "Compare the sending number with the vendor's list for this account; look for settings of another environment.",
  sender_not_registered:
    'Have the owner of the account register the sender for its destinations; until then, send from a registered sender.',
  sender_suspended:
    'Send from another sender, and have the owner of the account find out why the vendor or the carrier blocked this one.',
  feature_not_available: 'Turn these calls off; the owner of the account decides whether to enable the feature.',
  setup_required:
    'Have the owner of the account finish the step that the vendor names; every such call fails until then.',
  account_suspended:
    'Stop all sends, and contact the owner of the account now: every call fails until the vendor lifts the suspension.',
  resource_not_found:
    'Check the id and the account of the key: most vendors report a resource of another account as not found.',
  account_not_found: "Check the account or tenant id in this environment's settings.",
  chat_not_found: 'Check the stored chat id. If the chat is gone, create a new one instead of retrying.',
  message_not_found: 'Check that the id is a message id, and that this account sent or received the message.',
  webhook_not_found: 'List the webhooks at the vendor. If yours is missing, no events arrive: register it again.',
  sender_not_found: "Compare the configured line, list or number with the vendor's list.",
  conflict: 'Fetch the resource and check its state; something else may have changed it.',
  resource_not_ready:
    'Let retries run, because it takes seconds. If it lasts, look for parallel calls that create the same resource.',
  invalid_resource_state: 'Fetch the resource, and drop the operation if its state no longer allows it.',
  chat_unavailable: 'Mark the chat as closed in your data; open a new one only if the recipient still wants it.',
  already_exists:
    'Update the existing resource. If the create was a retry, the first attempt succeeded: treat it as a success.',
  duplicate_request:
    'Treat it as a success if it is a retry. Otherwise find what sends twice, and use a new idempotency key for each message.',
  recipient_not_allowed:
    'Do not resend. In a sandbox, pair the recipient. If it is a limit of the vendor, wait; otherwise, mark the recipient.',
  recipient_opted_out: 'Do not resend, and suppress the recipient: messages after an opt-out can be illegal.',
  recipient_unreachable: 'Mark the recipient, and use another number or channel if there is one.',
  rate_limited:
    'Wait for `vendor_api.error.retry_after` seconds, and find the job, loop or sender that makes more calls than before.',
  capacity_exhausted: 'Queue the messages and send them later. If it lasts for hours, ask the vendor for more lines.',
  quota_exceeded: 'Hold back the sends; the owner of the account raises the allowance or waits for its reset.',
  attachment_not_found: 'Check the attachment id. If its upload has expired, register and upload the file again.',
  attachment_not_ready: 'Let retries run, because processing takes seconds.',
  attachment_not_uploaded: 'Find out why the upload before the send failed or was skipped, and complete it first.',
  attachment_too_large: 'Compress or refuse the file before the call; URLs and uploads have different limits.',
  unsupported_media_type: 'Convert the file, or refuse its type where users choose files.',
  content_type_mismatch: 'Compare the declared type and the file name with the first bytes of the file.',
  attachment_upload_failed: 'Upload again. If files of normal size keep failing, open a ticket.',
  attachment_download_failed:
    'Open the URL of the file from outside your network, without a login, as the vendor does.',
  attachment_url_failed: 'Let retries run; if it lasts minutes, open a ticket.',
  delivery_failed:
    'Check whether one recipient fails or many. One: the number is the cause. Many: the vendor is the cause.',
  delivery_attempts_exhausted: 'Send once more later. If many recipients fail together, open a ticket.',
  message_expired:
    'Send again if the text still matters. If many expire, compare the validity period with the length of the send queue.',
  content_filtered:
    'Do not resend. Check one rejected text for links, shortened URLs and wording that carriers reject.',
  sender_unavailable: 'Get the phone of the sending line back online, or send from another line.',
  webhook_delivery_failed:
    'Check your webhook endpoint: it must be reachable from the internet, have a valid certificate, and answer 2xx quickly.',
  internal_error:
    'Let retries with backoff run; if it lasts minutes, open a ticket with the trace ids of several calls.',
  upstream_error:
    'Let retries with backoff run; if it lasts minutes, a service behind the API has an outage: open a ticket.',
  upstream_unavailable:
    'Let retries with backoff run, and queue calls that still fail; if it lasts minutes, open a ticket.',
  upstream_timeout: 'Retry with the same idempotency key: the call that timed out may have been carried out.',
  service_unavailable:
    'Wait for `vendor_api.error.retry_after` seconds, and hold back queued sends until one call succeeds.',
  vendor_misconfigured: 'Open a ticket with the trace id at once; only the vendor can fix it.',
  dns_failure: "Resolve the vendor's host on the machine itself. If other names fail too, the cause is your DNS.",
  connection_failed: 'Connect from the machine itself (`curl -v`), and check egress rules, the proxy, and other hosts.',
  connection_reset:
    'Check whether one instance fails or all. The request may have been carried out: retry with an idempotency key.',
  tls_failure:
    'Check the certificate that arrives (`openssl s_client -connect host:443`): it may be expired, from a proxy, or from an unknown root.',
  timeout:
    "Compare the vendor's latency with the client's timeout. The call may have been carried out: use an idempotency key.",
  unknown: 'Read status, native code and message on one span, and report the native code, so that it gets a row.',
};

/** The first step for a code that the vendor's table does not contain. */
export const firstStepOfUnknownCode =
  'Read vendor_api.error.native_code on a span or log event of the error, and look the code up.';
