const SIZE = 250_000;
const repeat = (part: string) => part.repeat(SIZE / part.length);

/** Texts on which a careless expression or parser takes minutes. */
export const hostile: readonly (readonly [name: string, text: string])[] = [
  ['open brackets', repeat('{')],
  ['open brackets with spaces', repeat('{ ')],
  ['nested objects without an end', repeat('{"a":')],
  ['an open bracket and spaces', `{${repeat(' ')}`],
  ['an open bracket and backslashes', `{${repeat('\\')}`],
  ['open strings', repeat("{a:'")],
  ['many documents', repeat('{"a":[{"b":1}]}\n')],
  ['many spans', repeat('linq 1007 rate_limited {x: 1} HTTP 429 ')],
  ['many ordinary words', repeat('Resend error resend code=30007 ')],
  ['many labels', repeat('vendor_api_name="linq",')],
  ['many alerts', repeat('alertname=VendorApiDown,vendor_api_name=linq https://a/#vendorapidown ')],
  ['many names of alerts', repeat('VendorApiDown linq 1007 ')],
  [
    'many alerts with services',
    Array.from({ length: 5000 }, (_, index) => `alertname=VendorApiDown,job=${index},vendor_api_name=linq\n`).join(''),
  ],
  ['many summaries', repeat('linq limits checkout: 12.5% of the calls are refused (rate_limited) ')],
  ['many commands', `VendorApiDown ${repeat('opentelemetry-instrumentation-vendor-errors explain linq 1007 ')}`],
  ['many numbers', repeat('took 503 with code 1007 ms exit code 137 ')],
  ['many status lines', repeat('HTTP/1.1 500 \n')],
  ['many codes', repeat('code ')],
  ['empty lines', `${repeat('\n')}x`],
  ['one long word', repeat('a')],
  ['one long number', repeat('9')],
  ['one long name', repeat('A_')],
];
