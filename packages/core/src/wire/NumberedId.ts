/** Ids and keys for the several messages that one content becomes, so that each can be recognized by itself. */

/** `order-7`, `order-7#2`, `order-7#3`, ...: the first has the caller's own. Where the caller gave none, none has one. */
export const numbered = <Id extends string | undefined>(id: Id, index: number): Id | string =>
  id === undefined || index === 0 ? id : `${id}#${index + 1}`
