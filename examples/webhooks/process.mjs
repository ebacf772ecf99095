// @ts-check
// One of the two processes of two-processes.mjs, which starts it and sends it orders.
import { redisCorrelationStore } from 'opentelemetry-instrumentation-vendor-errors';
import { createClient } from 'redis';
import { startApplication } from './application.mjs';
import { story } from './story.mjs';

const { LINQ_HOST = '', REDIS_URL = '', WEBHOOK_SECRET = '' } = process.env;

const client = createClient({ url: REDIS_URL });
client.on('error', (error) => console.error(`Redis: ${error.message}`));
await client.connect();
const application = await startApplication({
  linqHost: LINQ_HOST,
  secret: WEBHOOK_SECRET,
  webhooks: { store: redisCorrelationStore(client) },
});

process.on('message', async (order) => {
  if (order === 'send') await application.send();
  process.send?.({ ...story(application.telemetry.spans()), counts: await application.telemetry.counts() });
});
process.once('disconnect', async () => {
  await application.stop();
  client.destroy();
});
process.send?.({ webhookUrl: application.webhookUrl });
