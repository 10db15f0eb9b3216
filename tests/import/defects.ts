// biome-ignore lint/suspicious/noExplicitAny: defects are what the types forbid
export type Loose = any;
type Defect = readonly [what: string, path: string, seed: (file: Loose) => void];

const event = (at: number, seed: (event: Loose) => void) => (file: Loose) => seed(file.events[at]);
const hybrid = 46;
export const slots = 7;
const trainingInTwoHalves = 5;

/** Each in a place of its own, so that all of them can be in one file. */
export const defects: readonly Defect[] = [
  ['an unknown key at the top', 'sponsors', (file) => Object.assign(file, { sponsors: [] })],
  [
    'another version of the schema',
    'schemaVersion',
    (file) => Object.assign(file, { schemaVersion: '2.0.0' }),
  ],
  [
    'another time zone',
    'edition.timezone',
    ({ edition }) => Object.assign(edition, { timezone: 'Europe/Pariss' }),
  ],
  [
    'a telephone number in letters',
    'edition.contact.phone',
    (file) => (file.edition.contact.phone = 'appelez-nous'),
  ],
  ['an unknown highlight', 'edition.highlights[1]', (file) => (file.edition.highlights[1] = 'nowhere')],
  ['an unknown coordinator', 'edition.coordinator', (file) => (file.edition.coordinator = 'nobody')],
  [
    'a day that does not exist',
    'edition.publicHolidays[0]',
    (file) => (file.edition.publicHolidays[0] = '2027-02-30'),
  ],
  [
    'a theme given twice',
    'vocabularies.themes[7].id',
    (file) => file.vocabularies.themes.push(file.vocabularies.themes[0]),
  ],
  ['a wrong address', 'organisers[3].contact.email', (file) => (file.organisers[3].contact.email = 'a@b')],
  ['a name of nothing but spaces', 'organisers[4].name', (file) => (file.organisers[4].name = '  ')],
  ['a venue given twice', 'venues[27].slug', (file) => file.venues.push(file.venues[25])],
  ['a venue name too long', 'venues[5].name', (file) => (file.venues[5].name = 'x'.repeat(101))],
  ['an INSEE code as a number', 'venues[6].insee', (file) => (file.venues[6].insee = 54_395)],
  ['a venue in no commune', 'venues[7].commune', (file) => (file.venues[7].commune = 'Metz')],
  ['an unknown skill family', 'skills[2].family', (file) => (file.skills[2].family = 'magie')],
  ['an unknown related skill', 'skills[3].related[0]', (file) => (file.skills[3].related[0] = 'magie')],
  ['a forum without event', 'forum.event', (file) => (file.forum.event = 'foire')],
  [
    'an exhibitor seeking nothing known',
    'forum.exhibitors[0].seeks[0]',
    (file) => (file.forum.exhibitors[0].seeks[0] = 'x'),
  ],
  [
    'a meeting slot backwards',
    'forum.meetings.slots[4].end',
    ({ forum }) => (forum.meetings.slots[4].end = forum.meetings.slots[4].begin),
  ],

  ['a line break in a title', 'events[0].title.fr', event(0, (it) => (it.title.fr = 'Grande\nouverture'))],
  ['a title too long', 'events[1].title.en', event(1, (it) => (it.title.en = 'x'.repeat(141)))],
  [
    'a description too long',
    'events[2].description.fr',
    event(2, (it) => (it.description.fr = 'é'.repeat(201))),
  ],
  ['a title without French', 'events[3].title.fr', event(3, (it) => delete it.title.fr)],
  ['a webinar without link', 'events[4].onlineAccessLink', (file) => webinar(file)],
  [
    'capacity other than its timings',
    'events[5].capacity',
    event(trainingInTwoHalves, (it) => (it.capacity = 13)),
  ],
  [
    'overlapping timings',
    'events[6].timings[1]',
    event(6, (it) => Object.assign(it.timings[1], { begin: '2027-11-10T15:29:00+01:00' })),
  ],
  [
    'more seats than slots',
    'events[7].timings[0].capacity',
    event(slots, (it) => (it.timings[0].capacity = 9)),
  ],
  [
    'an instant without offset',
    'events[8].timings[0].begin',
    event(8, (it) => (it.timings[0].begin = '2027-11-12T18:00:00')),
  ],
  ['an unknown venue', 'events[9].venue', event(9, (it) => (it.venue = 'palais'))],
  ['an unknown organiser', 'events[10].organiser', event(10, (it) => (it.organiser = 'nobody'))],
  ['a slug with capitals', 'events[11].slug', event(11, (it) => (it.slug = 'Classes'))],
  [
    'closing before opening',
    'events[12].registration.closesAt',
    event(12, (it) => (it.registration.closesAt = '2027-10-04T09:00:00+02:00')),
  ],
  [
    'closing after the end',
    'events[13].registration.closesAt',
    event(13, (it) => (it.registration.closesAt = '2027-12-31T09:00:00+01:00')),
  ],
  ['no seats at all', 'events[14].timings[0].capacity', event(14, (it) => (it.timings[0].capacity = 0))],
  [
    'more seats than the venue may hold',
    'events[15].timings[0].capacity',
    event(15, (it) => seats(it, 9_999)),
  ],
  [
    'a party larger than the session',
    'events[16].registration.maxPartySize',
    event(16, (it) => (it.registration.maxPartySize = 11)),
  ],
  [
    'a party of nobody',
    'events[17].registration.maxPartySize',
    event(17, (it) => (it.registration.maxPartySize = 0)),
  ],
  ['another uid’s uid', 'events[18].uid', (file) => (file.events[18].uid = file.events[17].uid)],
  [
    'a timing id given before',
    'events[19].timings[2].id',
    event(19, (it) => (it.timings[2].id = it.timings[1].id)),
  ],
  ['a # in an id', 'events[20].timings[0].id', event(20, (it) => (it.timings[0].id = 'a#b'))],
  [
    'an external registration without address',
    'events[21].registration.url',
    event(21, (it) => (it.registration.mode = 'external')),
  ],
  [
    'an unknown audience in a quota',
    'events[22].registration.audienceQuota[0].audience',
    event(22, (it) => (it.registration.audienceQuota[0].audience = 'x')),
  ],
  [
    'an http address',
    'events[23].registration.url',
    event(23, (it) => (it.registration.url = 'http://example.org')),
  ],
  [
    'an address with a password',
    'events[24].registration.url',
    event(24, (it) => (it.registration.url = 'https://a:b@example.org')),
  ],
  [
    'an address with a user name',
    'events[45].registration.url',
    event(45, (it) => (it.registration.url = 'https://a@example.org')),
  ],
  [
    'four questions',
    'events[25].registration.questions',
    event(25, (it) => (it.registration.questions = [1, 2, 3, 4].map(question))),
  ],
  [
    'a misspelt key',
    'events[26].registration.maxPartysize',
    event(26, (it) => (it.registration.maxPartysize = 2)),
  ],
  ['a status that is derived', 'events[27].status', event(27, (it) => (it.status = 5))],
  [
    'a session outside the edition',
    'events[28].timings[0].end',
    event(28, (it) => ends(it, '2027-12-02T00:01:00+01:00')),
  ],
  ['an end before its begin', 'events[30].timings[0].end', event(30, (it) => ends(it, it.timings[0].begin))],
  [
    'a begin other than the first timing’s',
    'events[31].startsAt',
    event(31, (it) => (it.startsAt = '2027-11-23T00:00:00+01:00')),
  ],
  [
    'an end other than the last timing’s',
    'events[32].endsAt',
    event(32, (it) => (it.endsAt = '2027-11-24T23:00:00+01:00')),
  ],
  ['a total that does not add up', 'events[33].totalCapacity', event(33, (it) => (it.totalCapacity += 1))],
  ['an unknown skill', 'events[34].skills[0]', event(34, (it) => (it.skills[0] = 'magie'))],
  [
    'true as a text',
    'events[35].registration.waitlist',
    event(35, (it) => (it.registration.waitlist = 'true')),
  ],
  [
    'a team larger than a party',
    'events[36].registration.teamSize',
    event(36, (it) => (it.registration.teamSize = 5)),
  ],
  ['an unknown theme', 'events[37].theme', event(37, (it) => (it.theme = 'jardinage'))],
  ['an unknown format', 'events[38].format', event(38, (it) => (it.format = 'goûter'))],
  [
    'online seats of an event on site',
    'events[39].timings[0].onlineCapacity',
    event(39, (it) => (it.timings[0].onlineCapacity = 10)),
  ],
  ['an age range upside down', 'events[40].age.max', event(40, (it) => (it.age = { min: 20, max: 10 }))],
  ['no timing', 'events[41].timings', event(41, (it) => (it.timings = []))],
  ['a price', 'events[42].price.free', event(42, (it) => (it.price.free = false))],
  [
    'groups only, by another mode',
    'events[43].registration.groupOnly',
    event(43, (it) => (it.registration.groupOnly = true)),
  ],
  ['an event without place', 'events[44].venue', event(44, (it) => (it.venue = null))],
  [
    'a hybrid event without online seats',
    'events[46].timings[0].onlineCapacity',
    event(hybrid, (it) => noOnlineSeats(it)),
  ],
  ['an event that is not one', 'events[48]', (file) => (file.events[48] = 'soirée')],
];

const webinar = (file: Loose) =>
  Object.assign(file.events[4], { attendanceMode: 2, venue: null, onlineAccessLink: null });
export const question = (id: number) => ({ id: `q${id}`, label: { fr: 'Pourquoi venez-vous ?' } });
export const ends = (it: Loose, end: string) => {
  it.timings[0].end = end;
  it.endsAt = end;
};
export const seats = (it: Loose, capacity: number) => {
  Object.assign(it.timings[0], { capacity });
  Object.assign(it, { capacity, totalCapacity: capacity });
};
const noOnlineSeats = (it: Loose) => {
  delete it.timings[0].onlineCapacity;
  it.totalCapacity = it.capacity;
};
