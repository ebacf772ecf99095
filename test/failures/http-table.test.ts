import { httpClients } from './http-clients.js';
import { testFailures } from './table-tests.js';

testFailures(httpClients);
