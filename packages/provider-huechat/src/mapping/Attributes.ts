/** Custom attributes, free JSON under free names. */

import type { Attributes } from "@dragoman/core/domain"
import { isObject } from "@dragoman/core/wire"

/** `null` is how an attribute is deleted ("Update custom attributes"): one that still stands there with it is none. */
export const toAttributes = (value: unknown): Attributes | undefined => {
  if (!isObject(value)) return undefined
  const entries = Object.entries(value)
  const told = entries.filter(([, each]) => each !== null)
  return told.length === entries.length ? value : Object.fromEntries(told)
}
