// A service: one request makes all calls, then it ends as a service does that has nothing left to do.
import http from 'node:http';
import axios from 'axios';
import calls from './calls.cjs';

const server = http.createServer(async (_request, response) => {
  response.setHeader('connection', 'close');
  response.end(JSON.stringify(await calls({ axios, http })));
  server.close();
  // Exporters with a timer of their own get their turn.
  setTimeout(() => undefined, Number(process.env.FLUSH_MS ?? 1500));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
