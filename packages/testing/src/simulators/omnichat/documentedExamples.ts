/**
 * What the endpoints outside the simulator's domain answer: the first reply that the vendor's documentation shows for each. A row without a
 * body answers an empty 200. Derived once from the documentation, then kept by hand.
 */
import type { DocumentedExample } from "../EndpointTable.ts"

export const documentedExamples: ReadonlyArray<DocumentedExample> = [
  ["PUT", "/v1/loyalty-points/action/adjust"],
  [
    "GET",
    "/v1/reports/messages",
    {
      content: [
        {
          name: "Sales Ken",
          employeeCode: "S0001",
          shopLocations: [
            {
              name: "Shop A",
              code: "S-001"
            },
            {
              name: "Shop B",
              code: "S-002"
            }
          ],
          messageCount: [
            {
              platform: "line",
              messages: 131,
              productReferralLinks: 5
            },
            {
              platform: "facebook",
              messages: 4,
              productReferralLinks: 0
            },
            {
              platform: "whatsapp",
              messages: 0,
              productReferralLinks: 0
            }
          ]
        }
      ],
      totalElements: 1
    }
  ],
  [
    "GET",
    "/v1/reports/product-referral-links/orders",
    {
      content: [
        {
          orderId: "TX000001",
          currency: "TWD",
          total: 100,
          date: 1604650656053,
          memberId: "M001",
          linkSentTime: 1604650656053,
          linkClickedTime: 1604650656053,
          considerationTime: 14.51,
          agentName: "Sales Ken",
          agentEmployeeCode: "S0001",
          agentLocationName: "Shop A",
          agentLocationCode: "S-001",
          "91appOrderId": {
            tgCode: "TG00000000001",
            tmCode: ["TM00000000001", "TM00000000002"],
            tsCode: ["TS00000000001", "TS00000000002"]
          }
        }
      ],
      totalElements: 1
    }
  ],
  [
    "GET",
    "/v1/product-referral-links/info",
    {
      content: {
        agentName: "Sales Ken",
        agentEmployeeCode: "S0001",
        agentLocationName: "Shop A",
        agentLocationCode: "S-001",
        linkSentTime: 1604650656053,
        linkClickedTime: 1604650656053,
        linkTrackingMode: "sent",
        linkLifetime: 14
      }
    }
  ],
  [
    "PUT",
    "/v1/rosters",
    {
      content: {
        invalidRecords: []
      }
    }
  ],
  ["POST", "/v1/whatsapp-business/public-key"]
]
