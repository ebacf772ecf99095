/** A question, the first line of its answer, and whether nothing matched. */
export type Row = readonly [question: string, firstLine: string, exitCode?: 1];

const LINQ_BODY =
  '{"success":false,"error":{"status":429,"code":1007,"message":"Rate limit exceeded"},"trace_id":"2eff5df5"}';
const LINQ_1007 = 'linq 1007: rate_limited (rate_limit)';
const GUESS = 'The text names no vendor. The body looks like';

/** What people type. */
const typed: readonly Row[] = [
  ['linq', 'linq (vendor)'],
  ['api.linqapp.com', 'linq (vendor)'],
  ['linq 1007', LINQ_1007],
  ['explain linq 1007', LINQ_1007],
  ['LINQ 1007', LINQ_1007],
  ['api.linqapp.com 1007', LINQ_1007],
  ['linq/1007', LINQ_1007],
  ['linq:1007', LINQ_1007],
  ['linq error code 1007', LINQ_1007],
  ['1007 from linq', LINQ_1007],
  ['what is linq 1007?', LINQ_1007],
  ['linq chert 1007', LINQ_1007],
  ['1007', LINQ_1007],
  ['code 2007', 'linq 2007: attachment_not_ready (attachment)'],
  ['linq 1007 2007', LINQ_1007],
  ['1007, 2007', LINQ_1007],
  ['linq 2001 chert 2001', 'linq 2001: chat_not_found (not_found)'],
  ['chert 4002', 'chert 4002: capacity_exhausted (rate_limit)'],
  ['messages.dev Invalid_JSON', 'messages.dev invalid_json: malformed_body (validation)'],
  ['messagesdev invalid_json', 'messages.dev invalid_json: malformed_body (validation)'],
  ['trackly sms_not_enabled', 'trackly {product}_not_enabled: feature_not_available (authorization)'],
  ['trackly REJECTED_SPAM', 'trackly REJECTED_SPAM: content_filtered (delivery)'],
  ['trackly expired', 'trackly expired: message_expired (delivery)'],
  ['Account is suspended', 'trackly "Account is suspended" (no code): account_suspended (authorization)'],
  ['trackly account is suspended', 'trackly "Account is suspended" (no code): account_suspended (authorization)'],
  ['sandbox_quota_exceeded', 'messages.dev sandbox_quota_exceeded: quota_exceeded (quota)'],
  ['rate_limited', 'rate_limited (rate_limit)'],
  ['rate limited', 'rate_limited (rate_limit)'],
  ['rate_limit', 'rate_limit (category)'],
  ['authentication', 'authentication (category)'],
  ['timeout', 'timeout (network)'],
  ['linq rate_limited', LINQ_1007],
  ['linq attachment not ready', 'linq 2007: attachment_not_ready (attachment)'],
  ['linq timeout', 'timeout (network)'],
  ['opted out', 'Categories'],
  ['whatsapp 1', 'whatsapp 1: unknown (unknown)'],
  ['whatsapp code 0', 'whatsapp 0: invalid_credentials (authentication)'],
  ['graph.facebook.com error code 190', 'whatsapp 190: invalid_credentials (authentication)'],
  ['resend', 'resend (vendor)'],
  ['resend 429', 'resend HTTP 429 without a known code: rate_limited (rate_limit)'],
  ['explain resend validation_error', 'resend validation_error: invalid_parameter (validation)'],
  ['api.resend.com validation_error', 'resend validation_error: invalid_parameter (validation)'],
  ['linq 30007', '30007 is not in the table of linq. Only the table of twilio contains it.'],
  ['resend attempt 2 failed, code 21610', '21610 is not in the table of resend. Only the table of twilio contains it.'],
  ['Do not resend. code=30007', 'twilio 30007: content_filtered (delivery)'],
  ['chert trace id', "Vendors' codes"],
];

const classesAndStatuses: readonly Row[] = [
  ['linq 1xxx', 'linq 1xxx (class of codes)'],
  ['linq 2XXX', 'linq 2xxx (class of codes)'],
  ['1xxx', 'linq 1xxx (class of codes)'],
  ['rate_limit_error', 'messages.dev rate_limit_error (class of codes)'],
  ['messages.dev rate_limit_error', 'messages.dev rate_limit_error (class of codes)'],
  ['429', 'HTTP 429 without a known code: rate_limited (rate_limit)'],
  ['HTTP 503', 'HTTP 503 without a known code: service_unavailable (server)'],
  ['503 Service Unavailable', 'HTTP 503 without a known code: service_unavailable (server)'],
  ['request completed with status code 200', 'HTTP 200: not an error'],
  ['error code: 503', 'HTTP 503 without a known code: service_unavailable (server)'],
  ['status code 401', 'HTTP 401 without a known code: unauthenticated (authentication)'],
  ['linq 429', 'linq HTTP 429 without a known code: rate_limited (rate_limit)'],
  ['linq HTTP 429', 'linq HTTP 429 without a known code: rate_limited (rate_limit)'],
  ['linq status 502', 'linq HTTP 502 without a known code: upstream_error (server)'],
  ['linq HTTP 502 upstream_error', 'linq HTTP 502 without a known code: upstream_error (server)'],
  ['trackly 413', 'trackly HTTP 413 without a known code: payload_too_large (validation)'],
  ['200', 'HTTP 200: not an error'],
  ['whatsapp 200', 'whatsapp 200: permission_denied (authorization)'],
  ['whatsapp HTTP 200', 'HTTP 200: not an error'],
  ['100', 'whatsapp 100: invalid_parameter (validation)'],
  ['368', 'whatsapp 368: account_suspended (authorization)'],
  ['599', 'HTTP 599 without a known code: internal_error (server)'],
  ['500 errors', 'HTTP 500 without a known code: internal_error (server)'],
  ['received 429 from linq', 'linq HTTP 429 without a known code: rate_limited (rate_limit)'],
  ['7 of 500 calls failed with 429', 'HTTP 429 without a known code: rate_limited (rate_limit)'],
  ['error 503 requests rejected', 'HTTP 503 without a known code: service_unavailable (server)'],
  ['204', 'HTTP 204: not an error'],
  ['HTTP 204', 'HTTP 204: not an error'],
  ['chert 200', 'HTTP 200: not an error'],
  ['_OTHER', '_OTHER (native code on metrics)'],
  ['linq _OTHER', 'linq _OTHER (native code on metrics)'],
];

/** Numbers that are neither a status nor a vendor's code. */
const quantities: readonly Row[] = [
  ...[
    ...['137', '600', '999', 'HTTP 137', 'HTTP 100', 'status 137', 'error code 137'],
    ...['exit code 137', 'process exited with code 503', 'Exited (137) 3 minutes ago', 'exit status 503', 'errno 111'],
    ...['listening on port 503', 'port number 503', 'pid 429', '(pid=1007)', 'line number 404', 'send.js:404:12'],
    ...['took 500 ms', 'timeout after 500ms', 'retry in 429 seconds', 'took 503', 'duration_ms=503'],
    ...['500 messages sent', '429 requests', '500 rows', 'payload of 413 KB', 'content-length: 503', 'queue depth 429'],
    ...['linq took 1007 ms', 'linq: sent 1007 messages', 'linq pid 2007', 'linq 500 messages', 'linq attempt 429'],
    ...['twilio exit code 137', 'twilio 30003 bytes', 'chert line 4002', '500 messages via linq', 'job 503 done'],
  ].map((text): Row => [text, `No match for "${text}".`, 1]),
  ['INFO start\nlinq 2007 messages sent', 'No match for "INFO start linq 2007 messages sent".', 1],
  ['ERROR\nprocess exit code 503', 'No match for "ERROR process exit code 503".', 1],
  ['INFO\ncontent-length: 503\nstatus: 429', 'HTTP 429 without a known code: rate_limited (rate_limit)'],
  ['code: 1007 (pid 429)', LINQ_1007],
  ['linq error 1007 message: slow down', LINQ_1007],
  ['[12:00:00.503] ERROR (1007): linq 2007 in 429 ms', 'linq 2007: attachment_not_ready (attachment)'],
];

const telemetry: readonly Row[] = [
  ['vendor_api.error.retry_basis', 'vendor_api.error.retry_basis (attribute)'],
  ['vendor_api_error_retry_basis', 'vendor_api.error.retry_basis (attribute)'],
  ['vendor_api.error.code', 'vendor_api.error.code (attribute)'],
  ['vendor_api.trace_id', 'vendor_api.trace_id (attribute)'],
  ['service.peer.name', 'service.peer.name (attribute)'],
  ['vendor_api.error', 'vendor_api.error (log event)'],
  ['vendor_api.client.errors', 'vendor_api.client.errors (metric)'],
  ['vendor_api_client_errors_total', 'vendor_api.client.errors (metric)'],
  ['vendor_api_client_retry_after_seconds_bucket', 'vendor_api.client.retry_after (metric)'],
  ['vendor_api_client_delivery_duration_seconds_count', 'vendor_api.client.delivery.duration (metric)'],
  ['what does vendor_api.error.origin mean', 'vendor_api.error.origin (attribute)'],
  ['vendor_api_error_retry_basis="class"', 'vendor_api.error.retry_basis (attribute)'],
  ['VendorApiDown', 'VendorApiDown (alert)'],
  ['vendorapidown', 'VendorApiDown (alert)'],
  ['VendorApiErrorBudgetBurnsFast', 'VendorApiErrorBudgetBurnsFast (alert)'],
  ['VendorApiUnknownNativeCode', 'VendorApiUnknownNativeCode (alert)'],
  ['[FIRING:1] VendorApiRateLimited (checkout linq page)', 'VendorApiRateLimited (alert)'],
];

const labels: readonly Row[] = [
  ['{vendor_api_name="linq",vendor_api_error_native_code="1007"}', LINQ_1007],
  [
    'vendor_api_client_errors_total{job="checkout",vendor_api_name="linq",vendor_api_error_native_code="1007"} 42',
    LINQ_1007,
  ],
  [
    'job_vendor_class:vendor_api_errors:increase15m{vendor_api_name="chert",vendor_api_error_native_code="4002"}',
    'chert 4002: capacity_exhausted (rate_limit)',
  ],
  ['{vendor_api_name="linq",vendor_api_error_native_code="_OTHER"}', 'linq _OTHER (native code on metrics)'],
  ['vendor_api_error_native_code="1007"', LINQ_1007],
  // The vendor of telemetry is certain, so the table of another one does not apply.
  ['{vendor_api_name="linq",vendor_api_error_native_code="30007"}', 'linq 30007: not in the table of linq', 1],
  ['vendor_api_error_native_code="missing_to"', 'trackly missing_to: missing_required_field (validation)'],
  ['vendor_api_error_code="rate_limited"', 'rate_limited (rate_limit)'],
  ['vendor_api_error_category=~"server|network"', 'server (category)'],
  ['vendor_api_error_native_class="1xxx",vendor_api_name="chert"', 'chert 1xxx (class of codes)'],
  ['{vendor_api_name="messages.dev"}', 'messages.dev (vendor)'],
  [
    '{vendor_api_name="linq",http_response_status_code="503"}',
    'linq HTTP 503 without a known code: service_unavailable (server)',
  ],
  ['{vendor_api_name="linq",vendor_api_error_code="rate_limited"}', LINQ_1007],
  ['alertname = VendorApiDown\njob = checkout\nvendor_api_name = linq', 'VendorApiDown (alert)'],
  [
    '{"labels":{"alertname":"VendorApiAuthenticationFails","vendor_api_name":"linq"}}',
    'VendorApiAuthenticationFails (alert)',
  ],
  ['vendor_api.name\tlinq\nvendor_api.error.native_code\t2007', 'linq 2007: attachment_not_ready (attachment)'],
  ['vendor_api.name\nlinq\nvendor_api.error.native_code\n2007', 'linq 2007: attachment_not_ready (attachment)'],
  [
    '{"vendor_api.name":"linq","vendor_api.error.native_code":"2007","http.response.status_code":404}',
    'linq 2007: attachment_not_ready (attachment)',
  ],
  [
    '[{"key":"vendor_api.name","value":{"stringValue":"chert"}},{"key":"vendor_api.error.native_code","value":{"stringValue":"4002"}}]',
    'chert 4002: capacity_exhausted (rate_limit)',
  ],
  [
    '[{"key":"vendor_api.name","type":"string","value":"linq"},{"key":"vendor_api.error.code","type":"string","value":"rate_limited"}]',
    LINQ_1007,
  ],
];

const bodies: readonly Row[] = [
  [LINQ_BODY, `${GUESS} linq or chert. For one answer, put`],
  [`linq ${LINQ_BODY}`, LINQ_1007],
  [`chert ${LINQ_BODY}`, 'chert 1007: rate_limited (rate_limit)'],
  [`api.linqapp.com answered:\n${JSON.stringify(JSON.parse(LINQ_BODY), undefined, 2)}`, LINQ_1007],
  ['{"errors":[{"status":404,"code":"not_found","title":"Not Found"}]}', `${GUESS} linq.`],
  [
    '{"error":{"type":"rate_limit_error","code":"rate_limit_exceeded","message":"x"},"request_id":"req_1"}',
    `${GUESS} messages.dev.`,
  ],
  ['{"error":"to is required","code":"missing_to"}', `${GUESS} trackly.`],
  ['{"error":"Account is suspended"}', `${GUESS} trackly.`],
  [
    'trackly {"error":"Account is suspended"}',
    'trackly "Account is suspended" (no code): account_suspended (authorization)',
  ],
  ['{"queued_count":1,"error_count":1,"errors":[{"code":"invalid_phone","error":"x"}]}', `${GUESS} trackly.`],
  ['{"status":"failed","code":4001,"message":"no","retryable":true}', `${GUESS} chert.`],
  ['{"outputFields":{"ok":false,"code":1013,"message":"no number"}}', `${GUESS} chert.`],
  [
    '403 {"success":false,"error":{"status":403,"code":2005,"message":"Access denied"}}',
    `${GUESS} linq or chert. For one answer, put`,
  ],
  [
    'LinqAPIV3Error: 403 {"success":false,"error":{"status":403,"code":2005,"message":"Access denied"}}',
    'linq 2005: permission_denied (authorization)',
  ],
  [
    'linq 403 {"success":false,"error":{"status":403,"code":2020,"message":"Access denied"}}',
    'linq 2020, HTTP 403: permission_denied (authorization)',
  ],
  ['linq {"success":false,"error":{"code":2020}}', 'linq 2020: not in the table of linq', 1],
  ['linq {"success":false,"error":{"status":429,"code":1007,"mess', LINQ_1007],
  ["linq { success: false, error: { status: 429, code: 1007, message: 'Rate limit exceeded' } }", LINQ_1007],
  ["linq {'success': False, 'error': {'status': 429, 'code': 1007, 'retry_after': None}}", LINQ_1007],
  [`linq ${JSON.stringify(LINQ_BODY).slice(1, -1)}`, LINQ_1007],
  ['linq {"event_type":"message.failed","data":{"code":4001,"reason":"no"}}', 'linq 4001: delivery_failed (delivery)'],
  ['{"event":"delivery","message_id":1,"status":"rejected","status_detail":"REJECTED_SPAM"}', `${GUESS} trackly.`],
  ['linq {"error":"to is required","code":"missing_to"}', 'The text names linq, but the body looks like trackly.'],
  ['linq {"id":"abc","chat":{"id":1}}', 'No match for "linq {"id":"abc","chat":{"id":1}}".', 1],
  ['{"level":50,"code":1007}', LINQ_1007],
  [
    '{"code":21211,"message":"x","more_info":"https://www.twilio.com/docs/errors/21211","status":400}',
    'twilio 21211: invalid_phone_number (validation)',
  ],
  [
    "RestException [Error]: x { status: 400, code: 21610, moreInfo: 'https://www.twilio.com/docs/errors/21610' }",
    'twilio 21610: recipient_opted_out (recipient)',
  ],
  [
    '{"MessageSid":"SM1","MessageStatus":"undelivered","ErrorCode":"30003"}',
    'twilio 30003: recipient_unreachable (recipient)',
  ],
  ['twilio MessageSid=SM1&MessageStatus=failed&ErrorCode=30007', 'twilio 30007: content_filtered (delivery)'],
  ['MessageSid=SM1&MessageStatus=failed&ErrorCode=30003', 'twilio 30003: recipient_unreachable (recipient)'],
  ['{"sid":"SM1","status":"undelivered","error_code":30003}', 'twilio 30003: recipient_unreachable (recipient)'],
  ['{"sid":"SM1","status":"sent","error_code":1}', 'No match for "{"sid":"SM1","status":"sent","error_code":1}".', 1],
  ['{"level":"info","code":0,"message":"started"}', 'No match for "{"level":"info","code":0,"message":"started"}".', 1],
  ['{"error":{"code":1,"message":"no"}}', 'No match for "{"error":{"code":1,"message":"no"}}".', 1],
  ['whatsapp {"error":{"code":1,"message":"no"}}', 'whatsapp 1: unknown (unknown)'],
  ['{"error":{"code":190,"message":"no","type":"OAuthException","fbtrace_id":"A1"}}', `${GUESS} whatsapp.`],
  [
    '{"url":"https://graph.facebook.com/v21.0/1/messages","body":{"error":{"code":190,"message":"no","fbtrace_id":"A1"}}}',
    'whatsapp 190: invalid_credentials (authentication)',
  ],
  [
    '{"code":63016,"message":"Outside the window of WhatsApp.","more_info":"https://www.twilio.com/docs/errors/63016"}',
    'twilio 63016: outside_messaging_window (validation)',
  ],
  ['{"code":63016,"message":"Outside the window of WhatsApp.","status":400}', `${GUESS} twilio.`],
  [`will resend message: ${LINQ_BODY}`, `${GUESS} linq or chert. For one answer, put`],
];

const logs: readonly Row[] = [
  [
    `03:12:44 INFO start\n03:12:45 ERROR POST https://api.linqapp.com/v3/chats 429 ${LINQ_BODY}\n03:12:46 INFO retry`,
    LINQ_1007,
  ],
  [
    JSON.stringify({ level: 50, time: 1764316000000, msg: 'linq call failed', err: { message: `429 ${LINQ_BODY}` } }),
    LINQ_1007,
  ],
  ['INFO start\nERROR span ended: linq 1007 rate_limited\ndone in 2007 ms', LINQ_1007],
  ['INFO start\nERROR linq HTTP 502 upstream_error\n', 'linq HTTP 502 without a known code: upstream_error (server)'],
  [
    'INFO start\nERROR messages.dev invalid_api_key invalid_credentials',
    'messages.dev invalid_api_key: invalid_credentials (authentication)',
  ],
  ['WARN send failed\nWARN code=sandbox_quota_exceeded', 'messages.dev sandbox_quota_exceeded: quota_exceeded (quota)'],
  ['WARN linq send failed\nWARN error code: 3005', 'linq 3005: upstream_timeout (server)'],
  [
    'ERROR GET https://api.messages.dev/v1/chats 502 Bad Gateway\n<html><body>nginx</body></html>',
    'messages.dev HTTP 502 without a known code: upstream_error (server)',
  ],
  [
    'PermissionDeniedError: 403 status code (no body)\n    at APIError.generate (file:///app/node_modules/@linqapp/sdk/core/error.mjs:40:20)',
    'linq HTTP 403 without a known code: permission_denied (authorization)',
  ],
  [
    "AxiosError: Request failed with status code 429\n  code: 'ERR_BAD_REQUEST',\n  config: { url: 'https://api.linqapp.com/v3/chats' },\n  response: { status: 429, data: { success: false, error: { status: 429, code: 1007 } } }",
    LINQ_1007,
  ],
  [
    'WARN send failed: Account is suspended\nWARN giving up',
    'trackly "Account is suspended" (no code): account_suspended (authorization)',
  ],
  ['[linq] request took 2500 ms\nall good', 'No match for "[linq] request took 2500 ms all good".', 1],
  ['worker process exited with code 1', 'No match for "worker process exited with code 1".', 1],
  ['ERROR worker exited\nERROR exit code: 1', 'No match for "ERROR worker exited ERROR exit code: 1".', 1],
  ['npm ERR! Exit code: 2', 'No match for "npm ERR! Exit code: 2".', 1],
  ['grpc status code: 3', 'No match for "grpc status code: 3".', 1],
  ['psql exit code 10', 'No match for "psql exit code 10".', 1],
  ['WARN whatsapp send failed\nWARN error code: 1', 'whatsapp 1: unknown (unknown)'],
  [
    'WARN linq send failed\nWARN error code: 30007',
    '30007 is not in the table of linq. Only the table of twilio contains it.',
  ],
  [
    `{"msg":"trackly call done"}\n${JSON.stringify({ msg: 'linq call failed', body: JSON.parse(LINQ_BODY) })}`,
    LINQ_1007,
  ],
  ['INFO start\nERROR Resend validation_error', 'resend validation_error: invalid_parameter (validation)'],
  ['INFO start\nResend error: code=not_found', 'resend not_found: resource_not_found (not_found)'],
  ['WARN will resend\nWARN error code: 2024', 'linq 2024: recipient_opted_out (recipient)'],
  [
    "twilio.base.exceptions.TwilioRestException: HTTP 400 error: Unable to create record: The 'To' number is not valid. (21211)",
    'twilio 21211: invalid_phone_number (validation)',
  ],
  [
    'HTTP Error Your request was:\n\nPOST /Messages.json\n\nMore information may be available here:\n\nhttps://www.twilio.com/docs/errors/21610',
    'twilio 21610: recipient_opted_out (recipient)',
  ],
  ['https://www.twilio.com/docs/api/errors/30007', 'twilio 30007: content_filtered (delivery)'],
  ['https://developers.telnyx.com/docs/overview/errors/40310', 'telnyx 40310: invalid_phone_number (validation)'],
  [
    'Twilio::REST::RestError: [HTTP 400] 21211 : Unable to create record',
    'twilio 21211: invalid_phone_number (validation)',
  ],
  ['twilio: Status: 400 - ApiError 21211: not valid', 'twilio 21211: invalid_phone_number (validation)'],
  ['131026 - Message undeliverable', 'whatsapp 131026: recipient_unreachable (recipient)'],
  ['is 30006 retryable', 'twilio 30006: recipient_unreachable (recipient)'],
  ['131026 ms', 'No match for "131026 ms".', 1],
  [
    "HTTPError: Response code 429 (Too Many Requests)\n    at Request.<anonymous> (file:///app/node_modules/got/dist/source/index.js:118:42)\n  url: 'https://api.linqapp.com/v3/chats'",
    'linq HTTP 429 without a known code: rate_limited (rate_limit)',
  ],
  ['(#131047) Re-engagement message', 'whatsapp 131047: outside_messaging_window (validation)'],
  ['INFO merged (#100)\nINFO linq (12)', 'No match for "INFO merged (#100) INFO linq (12)".', 1],
  [
    '{"level":50,"vendor":"resend","body":{"statusCode":422,"name":"invalid_from_address","message":"x"}}',
    'resend invalid_from_address: invalid_parameter (validation)',
  ],
  [
    "AxiosError: Request failed with status code 403\n  transitional: { clarifyTimeoutError: true },\n  baseURL: 'https://graph.facebook.com/v21.0'",
    'whatsapp HTTP 403 without a known code: permission_denied (authorization)',
  ],
  ['GET /health 200\nGET /health 200', 'No match for "GET /health 200 GET /health 200".', 1],
];

const network: readonly Row[] = [
  ['fetch failed', 'fetch failed: network (category)'],
  ['TypeError: fetch failed', 'fetch failed: network (category)'],
  ['getaddrinfo ENOTFOUND api.linqapp.com', 'linq ENOTFOUND: dns_failure (network)'],
  ['getaddrinfo EAI_AGAIN api.linqapp.com', 'linq EAI_AGAIN: dns_failure (network)'],
  ['ECONNRESET', 'ECONNRESET: connection_reset (network)'],
  ['ECONNRESET, trying to resend the message', 'ECONNRESET: connection_reset (network)'],
  ['resend ECONNRESET', 'resend ECONNRESET: connection_reset (network)'],
  ['linq ECONNRESET', 'linq ECONNRESET: connection_reset (network)'],
  ['socket hang up', 'socket hang up: connection_reset (network)'],
  ['connect ECONNREFUSED 127.0.0.1:443', 'ECONNREFUSED: connection_failed (network)'],
  ['connect ETIMEDOUT 10.0.0.1:443', 'ETIMEDOUT: connection_failed (network)'],
  ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT: timeout (network)'],
  ['self-signed certificate', 'self-signed certificate: tls_failure (network)'],
  ['self signed certificate in certificate chain', 'self signed certificate: tls_failure (network)'],
  ['certificate has expired', 'certificate has expired: tls_failure (network)'],
  ['unable to verify the first certificate', 'unable to verify the first certificate: tls_failure (network)'],
  ['curl: (6) Could not resolve host: api.linqapp.com', 'linq curl: (6): dns_failure (network)'],
  ['curl: (28) Operation timed out after 5001 milliseconds', 'curl: (28): timeout (network)'],
  ['TimeoutError: The operation was aborted due to timeout', 'TimeoutError: timeout (network)'],
  ['APIConnectionTimeoutError: Request timed out.', 'TimeoutError: timeout (network)'],
  ['timeout of 1000ms exceeded', 'timeout of 1000ms exceeded: timeout (network)'],
  ['AbortError: This operation was aborted', 'AbortError: the application ended the call'],
  [
    'TypeError: fetch failed\n    at async send (file:///app/send.js:3:15) {\n  [cause]: Error: connect ECONNREFUSED 127.0.0.1:443 {\n    errno: -111,\n    syscall: "connect"\n  }\n}',
    'ECONNREFUSED: connection_failed (network)',
  ],
];

const transcripts: readonly Row[] = [
  [`HTTP/1.1 429 Too Many Requests\nretry-after: 17\n\n${LINQ_BODY}`, `${GUESS} linq or chert. For one answer, put`],
  [
    `* Host api.linqapp.com:443 was resolved.\n> POST /v3/chats HTTP/2\n> Host: api.linqapp.com\n>\n< HTTP/2 429\n< retry-after: 17\n<\n{ [123 bytes data]\n* Connection #0 left intact\n${LINQ_BODY}`,
    LINQ_1007,
  ],
  [
    'HTTP/1.1 100 Continue\n\nHTTP/1.1 503 Service Unavailable\ncontent-type: text/html\n\n<html>',
    'HTTP 503 without a known code: service_unavailable (server)',
  ],
  [
    '> Host: console.trychert.com\n< HTTP/1.1 502 Bad Gateway\n< retry-after: 9\n<\n<html>',
    'chert HTTP 502: upstream_error (server)',
  ],
  ['HTTP/2 400\n\n{"code":63016,"message":"Outside the window of WhatsApp.","status":400}', `${GUESS} twilio.`],
  [
    JSON.stringify({
      request: { url: 'https://api.linqapp.com/v3/chats' },
      response: { status: 429, content: { text: LINQ_BODY } },
    }),
    LINQ_1007,
  ],
  [
    JSON.stringify({
      request: { url: 'https://api.linqapp.com/v3/chats' },
      response: { status: 429, content: { encoding: 'base64', text: Buffer.from(LINQ_BODY).toString('base64') } },
    }),
    LINQ_1007,
  ],
  [
    JSON.stringify({
      log: {
        entries: [{ request: { url: 'https://api.messages.dev/v1/chats' }, response: { status: 502, content: {} } }],
      },
    }),
    'messages.dev HTTP 502: upstream_error (server)',
  ],
];

const contradictions: readonly Row[] = [
  ['linq 1007 recipient_opted_out', 'Contradiction: linq 1007 is rate_limited, not recipient_opted_out.'],
  ['ERROR\nlinq 1007 recipient_opted_out', 'Contradiction: linq 1007 is rate_limited, not recipient_opted_out.'],
  [
    '{vendor_api_name="linq",vendor_api_error_code="recipient_opted_out",vendor_api_error_native_code="1007"}',
    'Contradiction: linq 1007 is rate_limited, not recipient_opted_out.',
  ],
  ['linq HTTP 429 upstream_error', 'Contradiction: HTTP 429 without a known code is rate_limited, not'],
  ['linq 2020 rate_limited', '2020 is not in the table of linq. The HTTP status decided that it is'],
];

const unknown: readonly Row[] = [
  ['linq 2020', 'linq 2020: not in the table of linq', 1],
  ['trackly missing_fom', 'trackly missing_fom: not in the table of trackly', 1],
  ['lnq 2007', 'No match for "lnq 2007".', 1],
  ['explian linq', 'No match for "explian linq".', 1],
  ['xylophone', 'No match for "xylophone".', 1],
  ['20', 'No match for "20".', 1],
  ['2999', 'No match for "2999".', 1],
  ['linq +14155551234', 'No match for "linq [phone]".', 1],
  ['{"foo":1}', 'No match for "{"foo":1}".', 1],
  ['{{{{', 'No match for "{{{{".', 1],
];

/** Everything that was asked, by kind. */
export const questions = {
  typed,
  classesAndStatuses,
  quantities,
  telemetry,
  labels,
  bodies,
  logs,
  network,
  transcripts,
  contradictions,
  unknown,
};

/** The same as one list. */
export const everyQuestion: readonly Row[] = Object.values(questions).flat();
