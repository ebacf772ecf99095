import { afterAll } from 'vitest';
import { testFailures } from './table-tests.js';
import { closeUndiciClients, undiciClients } from './undici-clients.js';

afterAll(closeUndiciClients);

testFailures(undiciClients);
