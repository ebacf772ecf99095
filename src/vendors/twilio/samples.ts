import type { Answer, Call, ErrorRow, HeaderMaker, Success, VendorSamples } from '../../samples/samples.js';
import { answersByCode, commonAnswers, hex, isBearer, json } from '../../samples/samples.js';

/** The dictionary of codes has no statuses: those that are in no other document of Twilio are our choice. */
const errors: Readonly<Record<string, ErrorRow>> = {
  20001: { status: 400, message: 'Unknown parameters' },
  20002: { status: 400, message: 'Invalid FriendlyName' },
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20005: { status: 403, message: 'Account not active' },
  20006: { status: 403, message: 'Access Denied' },
  20007: { status: 400, message: 'Page size too large' },
  20008: { status: 403, message: 'Test Credentials' },
  20009: { status: 409, message: 'Cannot delete this resource before it is complete' },
  20010: { status: 403, message: 'Action disabled for account' },
  20011: { status: 400, message: 'Invalid TLS version' },
  20012: { status: 400, message: 'Invalid TLSv1.2 Cipher Suite' },
  20162: { status: 409, message: 'A conflicting resource update is in progress' },
  20403: { status: 403, message: '403 Forbidden' },
  20404: { status: 404, message: 'Not Found' },
  20409: { status: 409, message: 'Conflict' },
  20410: { status: 410, message: 'Gone' },
  20413: { status: 413, message: 'Request Entity Too Large' },
  20422: { status: 400, message: 'Invalid Parameter' },
  20423: { status: 400, message: 'Invalid SID' },
  20426: { status: 426, message: 'Upgrade Required' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'Internal Server Error' },
  20503: { status: 503, message: 'Service unavailable' },
  20504: { status: 500, message: 'Twilio Internal Error' },
  21102: { status: 400, message: 'Reached maximum number of Services' },
  21211: { status: 400, message: "Invalid 'To' Phone Number" },
  21212: { status: 400, message: "Invalid 'From' Number" },
  21265: { status: 400, message: "'To' number cannot be a Short Code" },
  21266: { status: 400, message: "'To' and 'From' numbers cannot be the same" },
  21267: { status: 400, message: "Alphanumeric Sender ID cannot be used as the 'From' number on trial accounts" },
  21268: { status: 400, message: 'Sending to Premium rate or Information Service numbers is not allowed' },
  21401: { status: 400, message: 'Invalid Phone Number' },
  21402: { status: 400, message: 'Invalid Url' },
  21403: { status: 400, message: 'Invalid Method' },
  21406: { status: 400, message: 'Cannot set SmsFallbackUrl without setting SmsUrl' },
  21407: { status: 400, message: 'This Phone Number type does not support SMS' },
  21408: { status: 400, message: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number" },
  21420: { status: 403, message: 'ApplicationSid is not accessible' },
  21421: { status: 400, message: 'Phone Number is invalid' },
  21422: { status: 404, message: 'PhoneNumber is not available' },
  21451: { status: 400, message: 'Invalid area code' },
  21452: { status: 404, message: 'No phone numbers found in area code' },
  21470: { status: 400, message: 'Invalid AccountSid' },
  21471: { status: 404, message: 'Account does not exist' },
  21472: { status: 403, message: 'Account is not active' },
  21481: { status: 400, message: 'Invalid PageToken' },
  21501: { status: 404, message: 'Resource not available' },
  21601: { status: 400, message: 'Phone number is not a valid SMS-capable inbound phone number' },
  21602: { status: 400, message: 'Message body is required' },
  21603: { status: 400, message: "A 'From' or 'MessagingServiceSid' parameter is required to send a message" },
  21604: { status: 400, message: "The destination 'To' phone number is required to send an SMS" },
  21605: { status: 400, message: 'Maximum body length is 160 characters (old API endpoint)' },
  21606: { status: 400, message: "The 'From' phone number provided is not a valid message-capable Twilio phone number" },
  21607: { status: 400, message: "The 'from' phone number must be the sandbox phone number for trial accounts" },
  21608: { status: 400, message: "The 'to' phone number provided is not yet verified for this account" },
  21609: { status: 400, message: "Invalid 'StatusCallback'" },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21611: { status: 429, message: "This 'From' number has exceeded the maximum number of queued messages" },
  21612: { status: 400, message: "The message cannot be sent with the current combination of 'To' and 'From'" },
  21614: { status: 400, message: "'To' number is not a valid mobile number" },
  21616: { status: 400, message: "The 'From' number matches multiple numbers for your account" },
  21617: { status: 400, message: 'The concatenated message body exceeds the 1600 character limit' },
  21618: { status: 400, message: 'The message body cannot be sent' },
  21619: { status: 400, message: 'A Message Body, Media URL or Content SID is required' },
  21620: { status: 400, message: 'Invalid media URL(s)' },
  21621: { status: 400, message: "The 'From' number has not been enabled for MMS" },
  21622: { status: 400, message: 'MMS has not been enabled for your account' },
  21623: { status: 400, message: 'Number of media files exceeds allowed limit' },
  21624: { status: 400, message: 'Invalid validity period value' },
  21626: { status: 400, message: "Invalid 'StatusCallbackEvent'" },
  21627: { status: 400, message: 'Max Price must be a valid float' },
  21635: { status: 400, message: "'To' number cannot be a landline" },
  21652: { status: 400, message: 'Maximum subject length is 40 characters' },
  21653: { status: 400, message: 'There are more recipient addresses than allowed' },
  21654: { status: 400, message: 'ContentSid Required' },
  21655: { status: 400, message: 'The ContentSid is Invalid' },
  21656: { status: 400, message: 'The ContentVariables Parameter is invalid' },
  21657: { status: 400, message: 'The Sender ID is invalid' },
  21658: { status: 400, message: 'Parameter exceeded character limit' },
  21659: { status: 400, message: "'From' is not a Twilio phone number or Short Code country mismatch" },
  21660: { status: 400, message: "Mismatch between the 'From' number and the account" },
  21661: { status: 400, message: "'From' number is not SMS-capable" },
  21701: { status: 404, message: 'The Messaging Service does not exist' },
  21702: { status: 503, message: 'The Messaging Service is not available to send new messages' },
  21703: { status: 400, message: 'The Messaging Service does not have a phone number available to send a message' },
  21704: { status: 400, message: 'The Messaging Service contains no phone numbers' },
  21705: { status: 400, message: 'The Messaging Service is invalid' },
  21708: { status: 400, message: 'Alpha Sender ID Missing from the request' },
  21709: { status: 400, message: 'Alpha Sender ID is Invalid or Not Authorized for this Messaging Service' },
  21710: { status: 409, message: 'Phone Number Already Exists in Messaging Service' },
  21711: { status: 404, message: 'The sender is not associated with the specified Messaging Service' },
  21712: { status: 409, message: 'Phone Number or Short Code is associated with another Messaging Service' },
  21714: { status: 400, message: 'Messaging Service Number Pool size limit reached' },
  21715: { status: 400, message: 'Phone Number Does Not Have Correct Messaging Service Capabilities' },
  21730: { status: 503, message: 'System under maintenance. Please try again later' },
  21900: { status: 400, message: 'DltPEId is invalid' },
  21901: { status: 400, message: 'DltTemplateId is invalid' },
  21902: { status: 400, message: 'InvoiceTag length must be between 0 and 32' },
  21910: { status: 400, message: "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel" },
  30012: { status: 400, message: 'TTL is too small' },
  30013: { status: 400, message: 'TTL is too big' },
  30014: { status: 400, message: "'To' attributes are Invalid" },
  30015: { status: 400, message: 'Non-supported channel type is used' },
  30016: { status: 400, message: "'To' and 'From' channel types are incompatible" },
  30028: { status: 400, message: 'Invalid API version' },
  30029: { status: 400, message: 'Invalid ContentRetention' },
  30030: { status: 400, message: 'Invalid AddressRetention' },
  30031: { status: 400, message: 'Invalid MaxRate' },
  30400: { status: 400, message: 'Parameters are not valid' },
  30404: { status: 404, message: 'Not Found' },
  30409: { status: 409, message: 'This message cannot be canceled' },
  63007: { status: 400, message: "Twilio could not find a Channel with the specified 'From' address" },
  63100: { status: 400, message: 'Validation Error' },
  63101: { status: 400, message: 'WABA ID provided is not valid or unable to be used' },
  63102: { status: 409, message: 'Account already linked to another WABA ID' },
  63103: { status: 400, message: 'Cannot assign payment method to WABA provided' },
  63105: { status: 400, message: 'Channel does not support this action' },
  63106: { status: 400, message: 'phone_number is not a RCS capable number' },
  63107: { status: 400, message: 'phone_number must be a valid E.164 formatted phone number' },
  63108: { status: 409, message: 'Sender is not ready to add test device' },
  63109: { status: 400, message: 'This Sender has been migrated into a different account' },
  63111: { status: 404, message: "Sender's phone number or WABA returned 'not found'" },
  63112: { status: 403, message: 'The accounts connected to this Sender were disabled by Meta' },
};

const headers: HeaderMaker = ({ traceId }) => ({ 'Twilio-Request-Id': traceId });

function errorAnswer(code: string, { status, message }: ErrorRow, call: Call): Answer {
  const body = { code: Number(code), message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  return json(status, body, headers(call));
}

const SAMPLE_21211 = `{
  "code": 21211,
  "message": "The 'To' number 5551234567 is not a valid phone number.",
  "more_info": "https://www.twilio.com/docs/errors/21211",
  "status": 400
}`;

const newSid = (prefix: string) => prefix + hex(32);

const now = () => new Date().toUTCString().replace('GMT', '+0000');

const message = (account: string, sid = newSid('SM'), status = 'queued') => {
  const uri = `/2010-04-01/Accounts/${account}/Messages/${sid}`;
  return {
    account_sid: account,
    api_version: '2010-04-01',
    body: 'Hello!',
    date_created: now(),
    date_sent: null,
    date_updated: now(),
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    from: '+12223334444',
    messaging_service_sid: null,
    num_media: '0',
    num_segments: '1',
    price: null,
    price_unit: 'USD',
    sid,
    status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: '+15556667777',
    uri: `${uri}.json`,
  };
};

const messages = (account: string, path: string) => ({
  end: 0,
  first_page_uri: `${path}?PageSize=50&Page=0`,
  messages: [message(account, newSid('SM'), 'delivered')],
  next_page_uri: null,
  page: 0,
  page_size: 50,
  previous_page_uri: null,
  start: 0,
  uri: `${path}?PageSize=50&Page=0`,
});

const service = (sid = newSid('MG')) => ({
  account_sid: newSid('AC'),
  date_created: new Date().toISOString(),
  date_updated: new Date().toISOString(),
  friendly_name: 'Reminders',
  sid,
  url: `https://messaging.twilio.com/v1/Services/${sid}`,
});

const withoutSuffix = (file: string) => file.replace(/\.json$/, '');

const routes: Readonly<Record<string, Success>> = {
  'POST /2010-04-01/Accounts/*/Messages.json': { status: 201, body: (_call, account = '') => message(account) },
  'GET /2010-04-01/Accounts/*/Messages.json': { status: 200, body: ({ path }, account = '') => messages(account, path) },
  'GET /2010-04-01/Accounts/*/Messages/*': {
    status: 200,
    body: (_call, account = '', file = '') => message(account, withoutSuffix(file), 'delivered'),
  },
  'POST /2010-04-01/Accounts/*/Messages/*': {
    status: 200,
    body: (_call, account = '', file = '') => message(account, withoutSuffix(file), 'canceled'),
  },
  'DELETE /2010-04-01/Accounts/*/Messages/*': { status: 204 },
  'POST /v1/Services': { status: 201, body: () => service() },
  'GET /v1/Services/*': { status: 200, body: (_call, sid) => service(sid) },
  'POST /v1/Content': {
    status: 201,
    body: () => ({ sid: newSid('HX'), friendly_name: 'reminder', language: 'en', types: { 'twilio/text': { body: 'Hello!' } } }),
  },
};

export const twilioSamples: VendorSamples = {
  name: 'twilio',
  newTraceId: () => newSid('RQ'),
  hasCredentials: ({ authorization }) => /^Basic +\S/i.test(authorization ?? '') || isBearer(authorization),
  missingCredentials: '20003',
  unknownPath: '20404',
  headers,
  answers: new Map(
    Object.entries({
      ...answersByCode(errors, errorAnswer),
      sample_21211: (call: Call) => json(400, SAMPLE_21211, headers(call)),
      ...commonAnswers(headers),
    }),
  ),
  routes,
};
