// SPDX-License-Identifier: Apache-2.0

import { fileURLToPath } from 'node:url';

import express from 'express';

import { menu } from './menu.js';

const files = fileURLToPath(new URL('../public', import.meta.url));
const port = Number(process.env.PORT ?? 8082);
const userHeader = process.env.USER_HEADER ?? 'x-auth-request-email';

const app = express();
app.disable('x-powered-by');

app.get('/healthz', (_request, response) => {
  response.send('ok');
});

app.get('/api/session', (request, response) => {
  response.json({ user: request.get(userHeader) ?? 'anonymous', menu });
});

app.use(express.static(files));

app.listen(port, () => {
  console.log(`dashboard listens on ${port}`);
});
