// All versions of undici share one global dispatcher, and whichever is loaded first makes it. Node's own is loaded by
// the first look at `Response`: after this its `fetch` uses its own undici, whatever is imported later.
void globalThis.Response;
