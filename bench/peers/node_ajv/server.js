// The ARTU batch by external ID, written by hand: node's http, ajv, a Map. A peer for bench/load.sh.
// Usage: node server.js PORT
'use strict';
const http = require('http');
const { randomUUID } = require('crypto');
const Ajv = require('ajv');
const addFormats = require('ajv-formats');

const ajv = new Ajv({ useDefaults: true });
addFormats(ajv);
const validate = ajv.compile({
  type: 'object',
  required: ['items'],
  properties: {
    atomic: { type: 'boolean', default: true },
    items: {
      type: 'array',
      minItems: 1,
      maxItems: 250,
      items: {
        type: 'object',
        required: ['clientId', 'type', 'value'],
        properties: {
          clientId: { type: 'string', format: 'uuid' },
          type: { enum: ['email', 'phone', 'mobile', 'fax', 'other'] },
          isPrimary: { type: 'boolean', default: false },
          value: { type: 'string', minLength: 1 },
          label: { type: 'string' },
          externalId: { type: 'string' },
          metadata: { type: 'object' },
        },
      },
    },
  },
});

const records = new Map();

function upsert(item) {
  const now = new Date().toISOString();
  const known = records.get(item.externalId);
  const record = known
    ? { ...known, ...item, updatedAt: now }
    : { ...item, id: randomUUID(), isVerified: false, verifiedAt: null, createdAt: now, updatedAt: now };
  records.set(item.externalId, record);
  return { data: record, action: known ? 'updated' : 'created' };
}

function send(response, status, value) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

function answer(request, response, text) {
  if (!(request.headers.authorization || '').startsWith('Bearer ')) {
    return send(response, 401, { error: { code: 'UNAUTHORIZED', message: 'A valid API key is required' } });
  }
  if (request.method !== 'PUT' || request.url !== '/contact-methods/batch/external') {
    return send(response, 404, { error: { code: 'NOT_FOUND', message: 'There is no such path' } });
  }
  let body;
  try {
    body = JSON.parse(text);
  } catch (error) {
    return send(response, 400, { error: { code: 'VALIDATION_ERROR', message: error.message } });
  }
  if (!validate(body)) {
    return send(response, 400, { error: { code: 'VALIDATION_ERROR', message: ajv.errorsText(validate.errors) } });
  }
  return send(response, 200, { atomic: true, data: body.items.map(upsert) });
}

http
  .createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => answer(request, response, Buffer.concat(parts).toString('utf8')));
  })
  .listen(Number(process.argv[2] || 0), '127.0.0.1');
