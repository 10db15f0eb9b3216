import {
  description,
  eventInDetail,
  eventList,
  eventOperations,
  eventShown,
  sessionShown,
} from './events.ts';
import {
  myRegistrationOperations,
  registrationAnswered,
  registrationReleased,
  registrationShown,
} from './my-registration.ts';
import type { Operation } from './operation.ts';
import { problemBody } from './problems.ts';
import { registeringOperations, registrationAnswer } from './registering.ts';

/** Every route of the JSON API that is described, which must be every one there is. */
export const operations: Readonly<Record<string, Operation>> = {
  ...eventOperations,
  ...registeringOperations,
  ...myRegistrationOperations,
};

/** The schemas that have a name in the description. */
export const named = {
  Event: eventShown,
  EventInDetail: eventInDetail,
  EventList: eventList,
  Session: sessionShown,
  RegistrationAnswer: registrationAnswer,
  Registration: registrationShown,
  RegistrationReleased: registrationReleased,
  RegistrationAnswered: registrationAnswered,
  Description: description,
  Problem: problemBody,
};
