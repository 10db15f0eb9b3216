declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type EventSlug = Brand<string, 'EventSlug'>;
/** A timing id, `{timing id}-online`, or `{timing id}-{HHMM}` for a slot. */
export type SessionId = Brand<string, 'SessionId'>;
/** What holds at most one live registration of a person: an event or one of its sessions. */
export type Scope = Brand<string, 'Scope'>;
/** 8 bytes as 16 hexadecimal digits, derived from the scope and the address key. */
export type RegistrationKey = Brand<string, 'RegistrationKey'>;

export type RegistrationId = { readonly scope: Scope; readonly key: RegistrationKey };

/** An item that may owe mails, by its partition key: a registration, a mailbox, a session's alerts. */
export type Owner = Brand<string, 'Owner'>;
