import http from 'node:http';
import axios from 'axios';
import calls from '../../calls.cjs';

export const dynamic = 'force-dynamic';

export async function GET() {
  return Response.json(await calls({ axios, http }));
}
