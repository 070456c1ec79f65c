import { expect, test } from 'vitest';
import { claim, rolesOf } from '../src/auth/claims';

const NAMESPACE = 'https://keyshelf.example/';

test('finds a claim by its whole name, also with dots, colons and slashes', () => {
  const token = { [`${NAMESPACE}roles`]: ['a'], 'cognito:groups': ['b'], 'a.b': 'c' };

  expect(claim(token, `${NAMESPACE}roles`)).toEqual(['a']);
  expect(claim(token, 'cognito:groups')).toEqual(['b']);
  expect(claim(token, 'a.b')).toBe('c');
});

test('finds a claim inside an object by a JSON Pointer', () => {
  const token = { realm_access: { roles: ['AdminAgent'] }, 'a/b': { '~': 1 } };

  expect(claim(token, '/realm_access/roles')).toEqual(['AdminAgent']);
  expect(claim(token, '/a~1b/~0')).toBe(1);
});

test('finds nothing where a step of the pointer is missing, null or text', () => {
  expect(claim({}, '/realm_access/roles')).toBeUndefined();
  expect(claim({ realm_access: null }, '/realm_access/roles')).toBeUndefined();
  expect(claim({ realm_access: 'roles' }, '/realm_access/roles')).toBeUndefined();
});

test('takes groups for roles without a map', () => {
  expect(rolesOf(['AdminAgent', 'GlobalAdmin'], {})).toEqual(['AdminAgent', 'GlobalAdmin']);
  expect(rolesOf('AdminAgent  GlobalAdmin', undefined)).toEqual(['AdminAgent', 'GlobalAdmin']);
  expect(rolesOf(undefined, undefined)).toEqual([]);
  expect(rolesOf({ AdminAgent: true }, undefined)).toEqual([]);
});

test('maps groups, also those whose names have blanks, and leaves out others', () => {
  const map = { 'Keyshelf Buyers': ['AdminAgent'], all: ['AdminAgent', 'GlobalAdmin'] };

  expect(rolesOf(['Keyshelf Buyers', 'canteen'], map)).toEqual(['AdminAgent']);
  expect(rolesOf('Keyshelf Buyers', map)).toEqual(['AdminAgent']);
  expect(rolesOf('all', map)).toEqual(['AdminAgent', 'GlobalAdmin']);
  expect(rolesOf(['AdminAgent'], map)).toEqual([]);
  expect(rolesOf(['Former AdminAgent'], map)).toEqual([]);
});

test('grants nothing for a group that is named like a part of each object', () => {
  expect(rolesOf(['constructor', 'toString'], { all: ['AdminAgent'] })).toEqual([]);
});
