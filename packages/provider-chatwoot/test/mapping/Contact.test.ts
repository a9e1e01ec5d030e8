import { assert, describe, it } from "@effect/vitest"
import { toContact } from "../../src/mapping/Contact.ts"

describe("toContact", () => {
  it("reads a row of REST with its sessions", () => {
    assert.deepStrictEqual<unknown>(
      toContact({
        id: 21,
        name: "Ann Example",
        email: "ann@example.com",
        phone_number: "+15550100",
        identifier: "crm-77",
        thumbnail: "https://chat.example.com/avatars/21.png",
        blocked: true,
        custom_attributes: { plan: "pro" },
        created_at: 1_770_946_000,
        last_activity_at: 1_770_946_053,
        contact_inboxes: [
          { source_id: "15550100", inbox: { id: 6, channel_type: "Channel::Whatsapp", name: "WhatsApp" } },
          { source_id: "b3c1d2e4", inbox: { id: 5, channel_type: "Channel::Api" } },
          { source_id: null, inbox: { id: 7, channel_type: "Channel::Email" } },
          { source_id: "left-over", inbox: null }
        ]
      }),
      {
        id: "21",
        name: "Ann Example",
        email: "ann@example.com",
        phone: "+15550100",
        avatarUrl: "https://chat.example.com/avatars/21.png",
        externalId: "crm-77",
        identities: [
          { channelType: "whatsapp", channelId: "6", address: "15550100" },
          { channelType: "api", channelId: "5", address: "b3c1d2e4" },
          { channelType: "other", address: "left-over" }
        ],
        blocked: true,
        attributes: { plan: "pro" },
        createdAt: "2026-02-13T01:26:40.000Z",
        lastActivityAt: "2026-02-13T01:27:33.000Z"
      }
    )
  })

  it("leaves out what is empty, null or no phone number", () => {
    assert.deepStrictEqual<unknown>(
      toContact({
        id: 1,
        name: "",
        email: null,
        phone_number: "",
        identifier: null,
        thumbnail: "",
        last_activity_at: 0
      }),
      { id: "1" }
    )
    assert.notProperty(toContact({ id: 1, phone_number: "555 0100" }), "phone")
  })

  it("tells no sessions from sessions that were not told, and no attributes likewise", () => {
    assert.deepStrictEqual<unknown>(toContact({ id: 1, contact_inboxes: [], custom_attributes: {} }), {
      id: "1",
      identities: [],
      attributes: {}
    })
    assert.deepStrictEqual<unknown>(toContact({ id: 1, contact_inboxes: null, custom_attributes: null }), { id: "1" })
  })
})
