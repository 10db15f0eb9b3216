import { describe, expect, it } from 'vitest';
import { readForm, readRequest } from '../../shared/web/registration-input.ts';
import { anEvent, aSession, edition } from '../support/edition.ts';

const { audiences } = edition;
const session = aSession();
const sessions = [session];
const json = { lastName: 'Meyer', email: 'sonia@example.fr', partySize: 2 };
const form = {
  session: session.id,
  lastName: 'Meyer',
  email: 'sonia@example.fr',
  partySize: '2',
  language: 'fr',
};

const request = (change: object, event = anEvent()) =>
  readRequest({ ...json, ...change }, { event, audiences, session });
const post = (change: object, event = anEvent()) =>
  readForm({ ...form, ...change }, { event, audiences, sessions });
const errors = (field: string, code: string) => ({ ok: false, errors: [{ field, code }] });

describe('a JSON request', () => {
  it('becomes a submission for the session of its path', () => {
    expect(request({})).toEqual({
      ok: true,
      submission: { ...json, session: session.id, join: false, language: 'fr' },
    });
  });

  it.each([
    ['status', { status: 'confirmed' }],
    ['capacity', { capacity: 9 }],
    ['session', { session: 'other--s1' }],
    ['checkedIn', { checkedIn: true }],
  ])('is refused for the unknown field %s', (field, change) => {
    expect(request(change)).toEqual(errors(field, 'unknown_field'));
  });

  it.each([
    ['no body', undefined, 'required'],
    ['a list', [json], 'invalid'],
    ['nothing but null', null, 'invalid'],
  ])('is refused as a whole for %s', (_, body, code) => {
    expect(readRequest(body, { event: anEvent(), audiences, session })).toEqual(errors('', code));
  });

  it('is refused for a prototype in disguise, and changes no prototype', () => {
    const body: unknown = JSON.parse(`{"__proto__":{"admin":true},${JSON.stringify(json).slice(1)}`);
    expect(readRequest(body, { event: anEvent(), audiences, session }).ok).toBe(false);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([
    ['a number in text', { partySize: '2' }, 'partySize', 'invalid'],
    ['half a person', { partySize: 1.5 }, 'partySize', 'invalid'],
    ['nobody', { partySize: 0 }, 'partySize', 'invalid'],
    ['no number', { partySize: undefined }, 'partySize', 'required'],
    ['more people than a party may be', { partySize: 5 }, 'partySize', 'party_too_large'],
    ['a yes in text', { join: 'true' }, 'join', 'invalid'],
    ['a language nobody speaks here', { language: 'de' }, 'language', 'invalid'],
    ['an unknown audience', { audience: 'martiens' }, 'audience', 'not_offered'],
    ['a name that is a list', { lastName: ['Meyer'] }, 'lastName', 'invalid'],
    ['an empty name', { lastName: ' ' }, 'lastName', 'required'],
    ['two lines in a name', { lastName: 'Bob\r\nBcc: v@x.fr' }, 'lastName', 'forbidden_characters'],
    ['101 letters', { lastName: 'a'.repeat(101) }, 'lastName', 'too_long'],
    ['two addresses', { email: 'a@x.fr, victim@y.fr' }, 'email', 'invalid'],
    ['a local machine', { email: 'a@localhost' }, 'email', 'invalid'],
    ['an answer to no question', { answers: { other: 'x' } }, 'answers.other', 'unknown_field'],
    ['a long wish', { accommodation: 'a'.repeat(301) }, 'accommodation', 'too_long'],
  ])('is refused for %s', (_, change, field, code) => {
    expect(request(change)).toEqual(errors(field, code));
  });

  it('keeps names as people write them', () => {
    expect(request({ lastName: 'D’Arc--Dupont', firstName: '李' })).toMatchObject({
      submission: { lastName: 'D’Arc--Dupont', firstName: '李' },
    });
  });

  it('takes the whole team as the largest party', () => {
    const team = anEvent({ registration: { maxPartySize: 1, teamSize: 3 } });
    expect(request({ partySize: 3 }, team).ok).toBe(true);
    expect(request({ partySize: 4 }, team)).toEqual(errors('partySize', 'party_too_large'));
  });

  it('needs an establishment for a group', () => {
    const group = anEvent({ registration: { mode: 'group', maxPartySize: 35 } });
    expect(request({ partySize: 30 }, group)).toEqual(errors('establishment', 'required'));
    expect(request({ partySize: 30, establishment: 'Collège du Parc' }, group).ok).toBe(true);
  });

  it('needs the answers the organiser requires', () => {
    const asking = anEvent({
      registration: { questions: [{ id: 'poste', label: { fr: 'Poste ?' }, required: true }] },
    });
    expect(request({}, asking)).toEqual(errors('answers', 'required'));
    expect(request({ answers: {} }, asking)).toEqual(errors('answers.poste', 'required'));
    expect(request({ answers: { poste: 'Soudeuse' } }, asking)).toMatchObject({
      submission: { answers: { poste: 'Soudeuse' } },
    });
  });
});

describe('a form post', () => {
  it('says the same as the JSON request', () => {
    expect(post({ firstName: '', audience: '', accommodation: '', 'question-x': '' })).toMatchObject(
      request({}),
    );
  });

  it('ignores fields that are none of ours and never gives the token back among the values', () => {
    const { values, token, ok } = post({ status: 'confirmed', capacity: '9', token: 'abc', website: '' });
    expect(ok).toBe(true);
    expect(values).toEqual(form);
    expect(token).toBe('abc');
  });

  it('notices that the field no person sees was filled', () => {
    expect(post({ website: 'https://spam.example' }).trapped).toBe(true);
    expect(post({ website: '' }).trapped).toBe(false);
  });

  it('keeps what was typed beside every error, in the order of the form', () => {
    const read = post({ session: '', lastName: '', email: 'sonia', partySize: 'deux' });
    expect(read).toMatchObject({
      errors: [
        { field: 'session', code: 'required' },
        { field: 'partySize', code: 'invalid' },
        { field: 'lastName', code: 'required' },
        { field: 'email', code: 'invalid' },
      ],
      values: { email: 'sonia', partySize: 'deux' },
    });
  });

  it('refuses a session of another event', () => {
    expect(post({ session: 'other--s1' })).toMatchObject(errors('session', 'not_offered'));
  });

  it('names an unanswered question by its field', () => {
    const asking = anEvent({
      registration: { questions: [{ id: 'poste', label: { fr: 'Poste ?' }, required: true }] },
    });
    expect(post({}, asking)).toMatchObject(errors('question-poste', 'required'));
    expect(post({ 'question-poste': 'Soudeuse' }, asking)).toMatchObject({
      submission: { answers: { poste: 'Soudeuse' } },
    });
  });

  it('takes the first of a field sent twice, and the joining button as a yes', () => {
    expect(post({ partySize: ['3', '4'], join: 'true' })).toMatchObject({
      submission: { partySize: 3, join: true },
    });
  });

  it('takes what is left when that button was pressed, and shows it as what was typed', () => {
    expect(post({ partySize: '4', take: '2' })).toMatchObject({
      submission: { partySize: 2 },
      values: { partySize: '2' },
    });
  });

  it('reads a wish of several lines as one', () => {
    expect(post({ accommodation: 'Une place assise\r\nprès de la scène' })).toMatchObject({
      submission: { accommodation: 'Une place assise près de la scène' },
    });
  });
});
