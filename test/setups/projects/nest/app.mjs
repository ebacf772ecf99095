import http from 'node:http';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import axios from 'axios';
import calls from './calls.cjs';

class Calls {
  get() {
    setTimeout(() => app.close(), 1500);
    return calls({ axios, http });
  }
}
// The decorators of a controller, applied by hand because this is JavaScript.
Get('calls')(Calls.prototype, 'get', Object.getOwnPropertyDescriptor(Calls.prototype, 'get'));
Controller()(Calls);
class Service {}
Module({ controllers: [Calls] })(Service);

const app = await NestFactory.create(Service, { logger: ['error'] });
await app.listen(Number(process.env.PORT), '127.0.0.1');
