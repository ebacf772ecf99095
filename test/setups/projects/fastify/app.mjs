import http from 'node:http';
import axios from 'axios';
import fastify from 'fastify';
import calls from './calls.cjs';

const app = fastify();
app.get('/calls', async () => {
  setTimeout(() => app.close(), 1500);
  return calls({ axios, http });
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
