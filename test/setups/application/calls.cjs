// The calls of every set-up: each client calls the vendor with an error, with success, and where nobody listens, and then
// another host. The path identifies the call wherever it shows up.

// Nobody listens on a privileged port that no service uses, and fetch does not block it.
const REFUSED_PORT = 2;
const { VENDOR_HOST = 'api.linqapp.com', OTHER_HOST = 'other.example', VENDOR_PORT, OTHER_PORT } = process.env;
const hosts = {
  error: `http://${VENDOR_HOST}:${VENDOR_PORT}`,
  success: `http://${VENDOR_HOST}:${VENDOR_PORT}`,
  refused: `http://${VENDOR_HOST}:${REFUSED_PORT}`,
  other: `http://${OTHER_HOST}:${OTHER_PORT}`,
};
const headers = { 'content-type': 'application/json' };

function postByHttp(http, url) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers }, (response) => {
      response.on('data', () => undefined);
      response.on('end', () => resolve(response.statusCode));
    });
    request.on('error', reject);
    request.end('{}');
  });
}

/** Resolves with what came of each call: the status, or the error's code. */
module.exports = async function calls({ axios, http, only }) {
  const clients = {
    async fetch(url) {
      const response = await fetch(url, { method: 'POST', headers, body: '{}' });
      await response.text();
      return response.status;
    },
    axios: async (url) => (await axios.post(url, {}, { validateStatus: () => true })).status,
    http: (url) => postByHttp(http, url),
  };
  const outcomes = {};
  for (const client of only ?? Object.keys(clients)) {
    for (const [outcome, host] of Object.entries(hosts)) {
      const call = `${client}-${outcome}`;
      const ended = clients[client](`${host}/api/partner/v3/chats/${call}`);
      outcomes[call] = await ended.catch((error) => error.code ?? error.cause?.code ?? String(error));
    }
  }
  return outcomes;
};
