/** What a program says of a contact that it makes or changes. */
import type { Identity } from "./Contact.ts"
import type { Attributes, PhoneNumber } from "./Scalars.ts"

export interface ContactInput {
  readonly name?: string
  readonly email?: string
  readonly phone?: PhoneNumber
  readonly externalId?: string
  readonly avatarUrl?: string
  readonly identities?: ReadonlyArray<Identity>
  readonly blocked?: boolean
  readonly tags?: ReadonlyArray<string>
  readonly attributes?: Attributes
  readonly note?: string
}

/** A key that is absent stays as it is; `null` clears it. `attributes` are merged by name, `null` removes one. */
export type ContactPatch = {
  readonly [K in Exclude<keyof ContactInput, "identities" | "tags">]?: ContactInput[K] | null
}
