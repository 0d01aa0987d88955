// What one would write by hand instead of `understudy validate`: JSON.parse a HAR, ajv over the
// bodies of ARTU batches. A peer for bench/capture.sh. It judges less: no accounting, no coverage.
// Usage: node har.js FILE   (npm install in this directory first)
'use strict';
const fs = require('fs');
const Ajv = require('ajv');
const addFormats = require('ajv-formats');

const uuid = { type: 'string', format: 'uuid' };
const instant = { type: 'string', format: 'date-time' };
const kind = { enum: ['email', 'phone', 'mobile', 'fax', 'other'] };
const text = { type: 'string' };
const fields = {
  clientId: uuid, type: kind, isPrimary: { type: 'boolean' }, value: { type: 'string', minLength: 1 },
  label: text, externalId: text, metadata: { type: 'object' },
};
const requestSchema = {
  type: 'object', required: ['items'],
  properties: {
    atomic: { type: 'boolean' },
    items: {
      type: 'array', minItems: 1, maxItems: 250,
      items: { type: 'object', required: ['clientId', 'type', 'value'], properties: fields },
    },
  },
};
const written = {
  type: 'object', required: ['data', 'action'],
  properties: {
    action: { enum: ['created', 'updated', 'skipped'] },
    data: {
      type: 'object',
      required: ['clientId', 'type', 'value', 'isVerified', 'verifiedAt', 'id', 'createdAt', 'updatedAt'],
      properties: {
        ...fields, id: uuid, isVerified: { type: 'boolean' }, createdAt: instant, updatedAt: instant,
        verifiedAt: { anyOf: [instant, { type: 'null' }] },
      },
    },
  },
};
const index = { type: 'integer', minimum: 0 };
const error = { type: 'object', required: ['code', 'message'], properties: { code: text, message: text } };
const responseSchema = {
  anyOf: [
    {
      type: 'object', required: ['atomic', 'data'],
      properties: { atomic: { const: true }, data: { type: 'array', items: written } },
    },
    {
      type: 'object', required: ['atomic', 'succeeded', 'failed'],
      properties: {
        atomic: { const: false },
        succeeded: {
          type: 'array',
          items: { type: 'object', required: ['index', 'data'], properties: { index, data: written } },
        },
        failed: {
          type: 'array',
          items: { type: 'object', required: ['index', 'error'], properties: { index, error } },
        },
      },
    },
  ],
};

const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validateRequest = ajv.compile(requestSchema);
const validateResponse = ajv.compile(responseSchema);

function fits(validate, body) {
  try {
    return validate(JSON.parse(body));
  } catch {
    return false;
  }
}

let violations = 0;
const { entries } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).log;
for (const { request, response } of entries) {
  const path = new URL(request.url).pathname;
  if (path !== '/contact-methods/batch/external' || request.method !== 'PUT') {
    ++violations;
    continue;
  }
  if (!fits(validateRequest, request.postData.text)) ++violations;
  if (response.status !== 200 || !fits(validateResponse, response.content.text)) ++violations;
}
console.log(`${entries.length} exchanges, ${violations} violations`);
process.exit(violations > 0 ? 1 : 0);
