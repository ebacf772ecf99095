// An application that sets up an SDK in its first line.
import './other-sdk.mjs';

await import('./application.mjs');
