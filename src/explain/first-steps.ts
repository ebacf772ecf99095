import type { ErrorCategory, NormalizedCode } from '../definition/vocabulary.js';

/** What to do first when errors of a category go up, whichever vendor they come from. */
export const firstStepOfCategory: Readonly<Record<ErrorCategory, string>> = {
  validation:
    'Find the release or the data that began it and roll back or fix it. Retries fail the same way and only add load.',
  authentication:
    "Check this environment's key for the vendor: loaded, not expired, not rotated? Nothing reaches the vendor until it is right.",
  authorization:
    'Stop the calls that are refused and hand the code to the owner of the account: a plan, a scope or a set-up step is missing there.',
  not_found: 'Find out where the id came from: deleted meanwhile, of another account, or of another environment.',
  conflict: 'Fetch the resource and compare its state with what the call expects. Wait only where a retry helps.',
  recipient: 'Nothing at night. Mark the recipients in your own data, so that these calls are not made again.',
  rate_limit:
    'Wait as long as `vendor_api.error.retry_after` says and slow the sender down; look for a loop, a backfill or a campaign.',
  quota: 'Hold the sends back, find what used the allowance up, and have its owner raise it or wait for the reset.',
  attachment: 'Take one failing file: its type, its size, and whether its URL opens without a login.',
  delivery: 'See what the failures share: one recipient, one sending line, or everything. Everything is the vendor.',
  server:
    "Let retries with backoff run and look at the vendor's status page. Open a ticket with trace ids if it lasts minutes.",
  network:
    'See whether other hosts fail too: then it is your network, DNS or proxy. If not, the vendor is out of reach.',
  unknown: 'Open the span of one failing call and read its status, native code and message.',
};

/** What to do first about a normalized code; what its vendor asks for beside that is the `remedy` of the vendor's row. */
export const firstStepOfCode: Readonly<Record<NormalizedCode, string>> = {
  missing_required_field:
    'Read the field in `vendor_api.error.param` or the message, and find the release or the record that leaves it out.',
  invalid_parameter:
    "Read the field in `vendor_api.error.param` or the message, and compare its value with the vendor's reference.",
  invalid_phone_number:
    'Find the record that the number came from, and convert numbers to E.164 where they are entered.',
  malformed_body: 'Log one raw body: look for JSON encoded twice, a stream cut short, or a wrong content type.',
  invalid_message_content:
    'Take the message of one failing call apart: number and kind of its parts, links, placeholders.',
  text_too_long: 'Find the template or the input that outgrew the limit; cut or split it before the call.',
  batch_too_large: 'Lower the batch size: the limit counts the items of one request.',
  payload_too_large:
    'Send less per request. If the vendor has no record of the call, a proxy on the way has the smaller limit.',
  confirmation_required: 'Leave it refused until somebody confirms that the destructive call is meant.',
  unsupported_operation: 'Stop making this call for this chat, line or service; no retry and no new key makes it work.',
  resource_type_mismatch: 'Look at the id that the code passes: it belongs to another kind of resource.',
  invalid_request: 'Read the message on the span: the vendor sent no code that the tables know, only the status.',
  missing_credentials: 'Check that the key is set in this environment and that no proxy strips the header.',
  invalid_credentials:
    "Compare the deployed key with the vendor's dashboard; deploy a new one if it was revoked, rotated or has expired.",
  unauthenticated: "Check both: is a key sent at all, and is it still valid in the vendor's dashboard?",
  clock_skew: "Compare the host's clock with NTP, and make sure that every retry signs anew.",
  invalid_oauth_state:
    'Start the OAuth flow over. If many users fail, the state gets lost between the redirect and the callback.',
  permission_denied: 'Find out which account owns the addressed resource, and whether this key may use it.',
  insufficient_scope: 'Have a key with the missing scope issued, and deploy it.',
  sender_not_permitted:
    'Compare the sending number with those the vendor lists for this account; look for the settings of another environment.',
  sender_not_registered:
    'Have the owner of the account register the sender for its destinations; until then, send from a registered sender.',
  sender_suspended:
    'Send from another sender, and have the owner of the account read why the vendor or the carrier blocked this one.',
  feature_not_available: 'Turn these calls off; the owner of the account decides whether to have the feature enabled.',
  setup_required:
    'Have the owner of the account finish the step that the vendor names; every such call fails until then.',
  account_suspended:
    'Stop all sends and reach the owner of the account now: nothing goes out until the vendor lifts it.',
  resource_not_found:
    "Check the id and the account of the key: what belongs to another account is 'not found' at most vendors.",
  account_not_found: "Check the account or tenant id in this environment's settings.",
  chat_not_found: 'Check the stored chat id. If the chat is gone, create a new one instead of retrying.',
  message_not_found: 'Check that the id is that of a message, and that this account sent or received it.',
  webhook_not_found: 'List the webhooks at the vendor. If yours is gone, no events arrive: register it again.',
  sender_not_found: 'Compare the configured line, list or number with those that the vendor lists.',
  conflict: 'Fetch the resource and see what state it is in; something else may have changed it.',
  resource_not_ready:
    'Let retries run, it takes seconds. If it lasts, look for calls that create the same resource at once.',
  invalid_resource_state: 'Fetch the resource, and drop the operation if its state does not allow it any more.',
  chat_unavailable: 'Mark the chat as closed in your data; open a new one only if the recipient still wants it.',
  already_exists: 'Update what exists. If the create was a retry, the first attempt worked: take it as a success.',
  duplicate_request:
    'Treat it as a success if it is a retry. Otherwise find what sends twice, and use a new idempotency key for each message.',
  recipient_not_allowed: 'Do not resend. Pair the recipient where it is a sandbox; mark the recipient where it is not.',
  recipient_opted_out: 'Do not resend, and suppress the recipient: messages after an opt-out can break the law.',
  recipient_unreachable: 'Mark the recipient, and use another number or channel if there is one.',
  outside_messaging_window:
    'Send an approved template, or wait until the recipient writes. Check the window before each free-form message.',
  rate_limited:
    'Wait as long as `vendor_api.error.retry_after` says, and find the job, loop or sender whose calls went up.',
  capacity_exhausted: 'Queue and send later. If it lasts for hours, ask the vendor for more lines.',
  quota_exceeded: 'Hold the sends back; the owner of the account raises the allowance or waits for its reset.',
  attachment_not_found: 'Check the attachment id. If its upload ran out of time, register and upload the file again.',
  attachment_not_ready: 'Let retries run: processing takes seconds.',
  attachment_not_uploaded: 'Find out why the upload before the send failed or was left out, and finish it first.',
  attachment_too_large: 'Compress or refuse the file before the call; the limit differs between URLs and uploads.',
  unsupported_media_type: 'Convert the file, or refuse its type where users pick it.',
  content_type_mismatch: 'Compare the declared type and the file name with the first bytes of the file.',
  attachment_upload_failed: 'Upload again. If files of normal size keep failing, open a ticket.',
  attachment_download_failed:
    'Open the URL of the file from outside your network, without a login, as the vendor does.',
  attachment_url_failed: 'Let retries run; open a ticket if it lasts minutes.',
  delivery_failed:
    'See whether one recipient fails or many: one is a matter of that number, many are one for the vendor.',
  delivery_attempts_exhausted: 'Send again later, once. If many recipients fail together, open a ticket.',
  message_expired:
    'Send again if the text still matters. If many expire, compare the validity period with the length of the send queue.',
  content_filtered:
    'Do not resend. Take one rejected text and look for links, shortened URLs and wording that carriers reject.',
  sender_unavailable: 'Get the phone of the sending line back online, or send from another line.',
  webhook_delivery_failed: 'Check your webhook endpoint: reachable from the internet, valid certificate, quick 2xx.',
  internal_error:
    'Let retries with backoff run; if it lasts minutes, open a ticket with the trace ids of several calls.',
  upstream_error: 'Let retries with backoff run; if it lasts minutes, it is an outage behind the API: open a ticket.',
  upstream_unavailable: 'Let retries with backoff run and queue what still fails; if it lasts minutes, open a ticket.',
  upstream_timeout: 'Retry with the same idempotency key: the call that timed out may have been carried out.',
  service_unavailable:
    'Wait as long as `vendor_api.error.retry_after` says, and hold queued sends back until one call gets through.',
  vendor_misconfigured: 'Open a ticket with the trace id at once; nothing on your side changes it.',
  dns_failure: "Resolve the vendor's host on the machine itself. If other names fail too, it is your DNS.",
  connection_failed: 'Connect from the machine itself (`curl -v`): look at egress rules, the proxy, and other hosts.',
  connection_reset:
    'See whether one instance is hit or all. What was sent may have been carried out: retry with an idempotency key.',
  tls_failure:
    'Look at the certificate that arrives (`openssl s_client -connect host:443`): expired, that of a proxy, or of an unknown root.',
  timeout:
    "Compare the vendor's latency with the client's timeout. The call may have been carried out: use an idempotency key.",
  unknown: 'Read status, native code and message on one span, and report the native code, so that it gets a row.',
};
