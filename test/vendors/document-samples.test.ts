import { describe, expect, it } from 'vitest';
import { chert, findRow, linq, normalize } from '../../src/index.js';

describe('the sample bodies of the vendors’ documentation', () => {
  // Byte for byte as documented.
  const LINQ_SAMPLE = `{
"success": false,
"error": {
"status": 400,
"code": 1001,
"message": "Missing required field"
},
"trace_id": "2eff5df5c6f688733c007523c4d61cd9"
}`;

  it('Linq, 1001', () => {
    expect(normalize(linq(), { status: 400, body: LINQ_SAMPLE, path: '/v3/chats' })).toStrictEqual({
      vendor: 'linq',
      code: 'missing_required_field',
      category: 'validation',
      retryable: false,
      retryBasis: 'code',
      effect: 'none',
      nativeCode: '1001',
      nativeClass: '1xxx',
      message: 'Missing required field',
      traceId: '2eff5df5c6f688733c007523c4d61cd9',
      remedy: expect.any(String),
      origin: 'response',
    });
  });

  it.each([
    {
      status: 400,
      body: `{
  "success": false,
  "error": {
    "status": 400,
    "code": 1001,
    "message": "Missing required field: phone",
    "retryable": false
  },
  "trace_id": "a1b2c3d4e5f6"
}`,
      expected: {
        code: 'missing_required_field',
        category: 'validation',
        retryable: false,
        nativeCode: '1001',
        nativeClass: '1xxx',
        message: 'Missing required field: phone',
        traceId: 'a1b2c3d4e5f6',
      },
    },
    {
      status: 401,
      body: `{
  "success": false,
  "error": {
    "status": 401,
    "code": 2012,
    "message": "No credentials supplied",
    "retryable": false
  },
  "trace_id": "9f8e7d6c"
}`,
      expected: {
        code: 'missing_credentials',
        category: 'authentication',
        retryable: false,
        nativeCode: '2012',
        nativeClass: '2xxx',
        message: 'No credentials supplied',
        traceId: '9f8e7d6c',
      },
    },
    {
      status: 502,
      body: `{
  "success": false,
  "error": {
    "status": 502,
    "code": 3004,
    "message": "A delivery service returned an error",
    "retryable": true
  },
  "trace_id": "b2c3d4e5"
}`,
      expected: {
        code: 'upstream_error',
        category: 'server',
        retryable: true,
        nativeCode: '3004',
        nativeClass: '3xxx',
        message: 'A delivery service returned an error',
        traceId: 'b2c3d4e5',
      },
    },
    {
      status: 409,
      body: `{
  "success": false,
  "error": {
    "status": 409,
    "code": 1011,
    "message": "Attachment ref missing attachment_id — register via POST /api/v1/attachments first",
    "retryable": false,
    "attachment_index": 2
  },
  "trace_id": "c3d4e5f6"
}`,
      expected: {
        code: 'resource_type_mismatch',
        category: 'validation',
        retryable: false,
        nativeCode: '1011',
        nativeClass: '1xxx',
        param: 'attachments[2]',
        message: 'Attachment ref missing attachment_id — register via POST /api/v1/attachments first',
        traceId: 'c3d4e5f6',
      },
    },
    {
      status: 400,
      body: `{
  "success": false,
  "error": {
    "status": 400,
    "code": 4098,
    "message": "Unknown effect: 'fireworks'",
    "retryable": false,
    "allowed_effects": ["celebration", "balloons", "confetti", "fireball", "heart", "laser", "lasers", "shootingstar", "sparkles", "spotlight"]
  },
  "trace_id": "d4e5f6a7"
}`,
      expected: {
        code: 'invalid_parameter',
        category: 'validation',
        retryable: false,
        nativeCode: '4098',
        nativeClass: '4xxx',
        param: 'effect',
        message: "Unknown effect: 'fireworks'",
        traceId: 'd4e5f6a7',
      },
    },
  ])('Chert, $expected.nativeCode', ({ status, body, expected }) => {
    const error = normalize(chert(), { status, body });
    const effect = expected.category === 'server' ? 'possible' : 'none';
    const remedy = findRow(chert(), expected.nativeCode)?.row.remedy;
    expect(error).toStrictEqual({
      vendor: 'chert',
      retryBasis: 'vendor',
      origin: 'response',
      effect,
      remedy,
      ...expected,
    });
  });
});
