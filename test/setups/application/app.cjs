// The same service as app.mjs, as CommonJS.
const http = require('node:http');
const axios = require('axios');
const calls = require('./calls.cjs');

const server = http.createServer(async (_request, response) => {
  response.setHeader('connection', 'close');
  response.end(JSON.stringify(await calls({ axios, http })));
  server.close();
  setTimeout(() => undefined, Number(process.env.FLUSH_MS ?? 1500));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
