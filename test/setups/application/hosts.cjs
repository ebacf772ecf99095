// Loaded before anything else: the vendor's real host name leads to this machine, so that a set-up needs no test options.
const dns = require('node:dns');

const NAMES = new Set(['api.linqapp.com', 'other.example']);
const lookup = dns.lookup;

dns.lookup = (name, options, callback) =>
  lookup(NAMES.has(name) ? '127.0.0.1' : name, ...(callback === undefined ? [options] : [options, callback]));
