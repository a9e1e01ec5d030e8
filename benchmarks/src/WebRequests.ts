/** Web-standard handlers as contenders: each repetition is a request that nobody has seen before, made untimed, and is answered with 200. */
import type { Contender } from "./Compare.ts"

export type WebHandler = (request: Request) => Promise<Response>

/** One after the other, as one connection would deliver them. `make` is given a number that no other request has. */
export const answering =
  (handler: WebHandler, make: (number: number) => Request): Contender =>
  (repetitions) => {
    const requests = Array.from({ length: repetitions }, () => make(++made))
    return async () => {
      for (const request of requests) {
        const { status } = await handler(request)
        if (status !== 200) throw new Error(`answered ${status}`)
      }
    }
  }

let made = 0
