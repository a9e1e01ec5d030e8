/** Refusals that a provider makes itself, before anything is sent; the operation's name is added where the operation is labelled. */
import {
  type FieldIssue,
  InvalidRequest,
  NotFound,
  ProviderError,
  type ProviderErrorReason,
  Unsupported
} from "./ProviderError.ts"

/** The refusals of one provider. */
export const refusals = (provider: string) => {
  const refuse = (reason: ProviderErrorReason, vendorMessage?: string): ProviderError =>
    new ProviderError({
      provider,
      operation: "",
      reason,
      ...(vendorMessage === undefined ? {} : { vendorMessage })
    })
  return {
    refuse,
    /** An input that cannot be right, field by field. */
    invalid: (...issues: ReadonlyArray<FieldIssue>): ProviderError => refuse(new InvalidRequest({ issues })),
    /** Something that the vendor has no way for; `hint` says what would work. */
    unsupported: (hint: string): ProviderError => refuse(new Unsupported({ hint })),
    notFound: (what: string): ProviderError => refuse(new NotFound(), what)
  }
}
