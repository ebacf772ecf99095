// An application without OpenTelemetry, as an ES module. It calls the address in TARGET in three ways.
import http, { get } from 'node:http';
import axios from 'axios';

const target = process.env.TARGET;
await (await fetch(`${target}/fetch`)).text();
await axios.get(`${target}/axios`).catch(() => undefined);
for (const { call, path } of [
  { call: get, path: 'named' },
  { call: http.get, path: 'default' },
]) {
  await new Promise((resolve) => call(`${target}/${path}`, (response) => response.resume().on('end', resolve)));
}
