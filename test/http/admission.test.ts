import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecognizerBusyError, StoppingError } from '../../src/errors.js';
import { createAdmission } from '../../src/http/admission.js';

test('as many enter as there are places, and one more for each that leaves', () => {
  const admission = createAdmission(2);
  const leave = admission.enter();
  admission.enter();
  assert.throws(() => admission.enter(), RecognizerBusyError);
  leave();
  admission.enter();
  assert.throws(() => admission.enter(), RecognizerBusyError);
});

test('who leaves twice gives back one place', () => {
  const admission = createAdmission(2);
  const leave = admission.enter();
  admission.enter();
  leave();
  leave();
  admission.enter();
  assert.throws(() => admission.enter(), RecognizerBusyError);
});

test('once closed nobody enters', () => {
  const admission = createAdmission(2);
  admission.close();
  assert.throws(() => admission.enter(), StoppingError);
});
