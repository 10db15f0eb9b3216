/** An answer that is an error, by the name DynamoDB gives it. */
export class Refusal extends Error {
  override readonly name: string;
  readonly details: object;
  constructor(name: string, message: string, details: object = {}) {
    super(message);
    this.name = name;
    this.details = details;
  }
}

export const invalid = (message: string): Refusal => new Refusal('ValidationException', message);
