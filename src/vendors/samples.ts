import { chertSamples } from './chert/samples.js';
import { linqSamples } from './linq/samples.js';
import { messagesDevSamples } from './messages-dev/samples.js';
import { photonSamples } from './photon/samples.js';
import { resendSamples } from './resend/samples.js';
import { telnyxSamples } from './telnyx/samples.js';
import { tracklySamples } from './trackly/samples.js';
import { twilioSamples } from './twilio/samples.js';
import { whatsappSamples } from './whatsapp/samples.js';

/** What the built-in vendors' documents answer, by the names of the factories. Apart from the registry, so that applications do not load it. */
export const builtInSamples = {
  linq: linqSamples,
  messagesDev: messagesDevSamples,
  trackly: tracklySamples,
  chert: chertSamples,
  twilio: twilioSamples,
  telnyx: telnyxSamples,
  whatsapp: whatsappSamples,
  photon: photonSamples,
  resend: resendSamples,
};
