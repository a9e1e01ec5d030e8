/** Who writes to a vendor that knows contacts by e-mail, phone and identifier. */
import type { RowTable } from "./RowTable.ts"

/** Somebody known by id, or found by e-mail, phone or identifier and made if they are new. */
export interface Sender {
  readonly id?: number
  readonly name?: string
  readonly email?: string
  /** E.164. */
  readonly phoneNumber?: string
  readonly identifier?: string
}

interface Reachable {
  readonly email: string | null
  readonly phoneNumber: string | null
  readonly identifier: string | null
}

/** `undefined` for somebody new. */
export const findSender = <Row extends Reachable>(
  contacts: RowTable<Row>,
  { email, id, identifier, phoneNumber }: Sender
): Row | undefined =>
  id !== undefined
    ? contacts.need(id)
    : contacts.find(
        (row) =>
          (email !== undefined && row.email === email) ||
          (phoneNumber !== undefined && row.phoneNumber === phoneNumber) ||
          (identifier !== undefined && row.identifier === identifier)
      )
