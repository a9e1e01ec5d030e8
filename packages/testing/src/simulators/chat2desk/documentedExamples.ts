/**
 * What the endpoints outside the simulator's domain answer: the first reply that the vendor's documentation shows for each. A row without a
 * body answers success and nothing else. Derived once from the documentation, then kept by hand.
 */
import type { DocumentedExample } from "../EndpointTable.ts"

export const documentedExamples: ReadonlyArray<DocumentedExample> = [
  [
    "GET",
    "/v1/help/api_modes",
    {
      data: [
        {
          name: "locked",
          description: "translation missing: ru.modes.locked"
        },
        {
          name: "demo",
          description: "10000 requests per month"
        },
        {
          name: "normal",
          description: "250000 requests per month"
        },
        {
          name: "unlimited",
          description: "unlimited requests per month"
        }
      ],
      status: "success"
    }
  ],
  [
    "GET",
    "/v1/help/message_types",
    {
      data: [
        {
          id: "system",
          description: "System message to client"
        },
        {
          id: "autoreply",
          description: "Auto message"
        },
        {
          id: "to_client",
          description: "Message for client"
        },
        {
          id: "from_client",
          description: "Message from client"
        },
        {
          id: "comment",
          description: "translation missing: ru.message_types.comment"
        }
      ],
      status: "success"
    }
  ],
  [
    "GET",
    "/v1/help/dialog_states",
    {
      data: ["open", "closed"],
      status: "success"
    }
  ],
  [
    "GET",
    "/v1/help/roles",
    {
      data: ["unconfirmed", "operator", "supervisor", "admin", "disabled", "deleted"],
      status: "success"
    }
  ],
  [
    "GET",
    "/v1/help/tickets",
    {
      data: {
        "status list": [
          {
            id: 1,
            name: "To do"
          },
          {
            id: 2,
            name: "In Progress"
          },
          {
            id: 3,
            name: "Waiting"
          },
          {
            id: 4,
            name: "Closed"
          }
        ],
        "priority list": [
          {
            id: 1,
            name: "Minor"
          },
          {
            id: 2,
            name: "Normal"
          },
          {
            id: 3,
            name: "Major"
          }
        ]
      },
      status: "success"
    }
  ],
  [
    "GET",
    "/v1/countries",
    {
      data: [
        {
          id: 1,
          code: 1,
          name_ru: "США",
          name_en: "USA",
          iso_code: "us",
          currency_id: 3,
          timezone_id: 7
        },
        {
          id: 2,
          code: 79,
          name_ru: "Россия",
          name_en: "Russia",
          iso_code: "ru",
          currency_id: 1,
          timezone_id: 23
        },
        {
          id: 3,
          code: 20,
          name_ru: "Египет",
          name_en: "Egypt",
          iso_code: "eg",
          currency_id: 3,
          timezone_id: 18
        },
        {
          id: 4,
          code: 27,
          name_ru: "Южная Африка",
          name_en: "South Africa",
          iso_code: "za",
          currency_id: 3,
          timezone_id: 18
        },
        {
          id: 5,
          code: 30,
          name_ru: "Греция",
          name_en: "Greece",
          iso_code: "gr",
          currency_id: 2,
          timezone_id: 18
        },
        {
          id: 6,
          code: 32,
          name_ru: "Бельгия",
          name_en: "Belgium",
          iso_code: "be",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 7,
          code: 33,
          name_ru: "Франция",
          name_en: "France",
          iso_code: "fr",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 8,
          code: 34,
          name_ru: "Испания",
          name_en: "Spain",
          iso_code: "es",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 9,
          code: 36,
          name_ru: "Венгрия",
          name_en: "Hungary",
          iso_code: "hu",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 10,
          code: 37,
          name_ru: "Молдавия",
          name_en: "Moldavia",
          iso_code: "md",
          currency_id: 3,
          timezone_id: 18
        },
        {
          id: 11,
          code: 39,
          name_ru: "Италия",
          name_en: "Italy",
          iso_code: "it",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 12,
          code: 40,
          name_ru: "Румыния",
          name_en: "Romania",
          iso_code: "ro",
          currency_id: 2,
          timezone_id: 18
        },
        {
          id: 13,
          code: 41,
          name_ru: "Швейцария",
          name_en: "Switzerland",
          iso_code: "ch",
          currency_id: 3,
          timezone_id: 14
        },
        {
          id: 14,
          code: 43,
          name_ru: "Австрия",
          name_en: "Austria",
          iso_code: "at",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 15,
          code: 44,
          name_ru: "Великобритания",
          name_en: "United Kingdom",
          iso_code: "gb",
          currency_id: 3,
          timezone_id: 12
        },
        {
          id: 16,
          code: 45,
          name_ru: "Дания",
          name_en: "Denmark",
          iso_code: "dk",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 17,
          code: 46,
          name_ru: "Швеция",
          name_en: "Sweden",
          iso_code: "se",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 18,
          code: 47,
          name_ru: "Норвегия",
          name_en: "Norway",
          iso_code: "no",
          currency_id: 3,
          timezone_id: 14
        },
        {
          id: 19,
          code: 48,
          name_ru: "Польша",
          name_en: "Poland",
          iso_code: "pl",
          currency_id: 2,
          timezone_id: 14
        },
        {
          id: 20,
          code: 49,
          name_ru: "Германия",
          name_en: "Germany",
          iso_code: "de",
          currency_id: 2,
          timezone_id: 14
        }
      ],
      meta: {
        total: 242,
        limit: 20,
        offset: 0
      },
      status: "success"
    }
  ],
  [
    "GET",
    "/v1/regions",
    {
      data: [
        {
          id: 1,
          country: "Россия",
          region: "Краснодар"
        },
        {
          id: 2,
          country: "Россия",
          region: "Тверь"
        },
        {
          id: 3,
          country: "Россия",
          region: "Челябинск"
        },
        {
          id: 4,
          country: "Россия",
          region: "Екатеринбург"
        },
        {
          id: 5,
          country: "Россия",
          region: "Кемерово"
        },
        {
          id: 6,
          country: "Россия",
          region: "Челябинск"
        },
        {
          id: 7,
          country: "Россия",
          region: "Челябинск"
        },
        {
          id: 8,
          country: "Россия",
          region: "Тверь"
        },
        {
          id: 9,
          country: "Россия",
          region: "Ростов-на-Дону"
        },
        {
          id: 10,
          country: "Россия",
          region: "Грозный"
        },
        {
          id: 11,
          country: "Россия",
          region: "Екатеринбург"
        },
        {
          id: 12,
          country: "Россия",
          region: "Грозный"
        },
        {
          id: 13,
          country: "Россия",
          region: "Смоленск"
        },
        {
          id: 14,
          country: "Россия",
          region: "Краснодар"
        },
        {
          id: 15,
          country: "Россия",
          region: "Воронеж"
        },
        {
          id: 16,
          country: "Россия",
          region: "Воронеж"
        },
        {
          id: 17,
          country: "Россия",
          region: "Саратов"
        },
        {
          id: 18,
          country: "Россия",
          region: "Пенза"
        },
        {
          id: 19,
          country: "Россия",
          region: "Казань"
        },
        {
          id: 20,
          country: "Россия",
          region: "Чебоксары"
        }
      ],
      meta: {
        total: 4615,
        limit: 20,
        offset: 0
      },
      status: "success"
    }
  ],
  [
    "GET",
    "/v1/web_analytics_data",
    {
      data: [
        {
          message_id: 11233,
          client_id: 12122,
          url: "http://yoursite.html",
          click_time: "2022-06-28T22:57:23.000Z",
          utm: "utm",
          google_id: null,
          yandex_id: null,
          comagic_id: null,
          utm_source: "utm_source",
          utm_medium: null,
          utm_campaign: null,
          utm_content: null,
          utm_term: null,
          utm_custom: "",
          roistat_visit: null
        },
        {
          message_id: 12434,
          client_id: 15732,
          url: "http://yoursite.html",
          click_time: "2022-06-28T05:12:23.000Z",
          utm: "utm",
          google_id: null,
          yandex_id: null,
          comagic_id: null,
          utm_source: "utm_source",
          utm_medium: null,
          utm_campaign: null,
          utm_content: null,
          utm_term: null,
          utm_custom: "",
          roistat_visit: null
        }
      ],
      meta: {
        total: 2,
        limit: 20,
        offset: 0
      }
    }
  ],
  ["POST", "/v1/qr_decode"]
]

/** By report. */
export const statistics: Readonly<Record<string, unknown>> = {
  request_stats: {
    data: [
      {
        request_id: 597464634,
        request_tags: "",
        client_id: 28028541,
        client_name: "Martin McFly",
        assigned_name: "Marty McFly",
        phone: "55520151021",
        transport: "external",
        client_comment: "Cool Nike Mags",
        client_custom_fields: '{"1": "Text 1", "2": "Text 2", "3": "Text 3"}',
        client_country: "USA",
        client_region: "",
        client_tags: "",
        client_is_new: "false",
        channel_id: 89763,
        channel_name: "VIP Clients",
        channel_phone: "55519851026",
        operator_id: "",
        operator_name: "",
        operator_role: "",
        reply_start: "",
        working_reaction_time: "",
        request_start: "2025-04-28 14:16:46",
        request_end: "",
        request_time: "",
        request_starter: "other",
        incoming_messages: 7,
        outgoing_messages: 0,
        incoming_menu_messages: 0,
        outgoing_menu_messages: 0,
        working_request_time: "",
        reaction_time: "",
        request_start_mode: "online",
        request_terminator: "",
        replies: 0,
        total_replies_time: "",
        average_replies_time: "",
        score_operator_id: "",
        score_operator_name: "",
        rating_scale_name: "",
        rating_scale_score: "",
        rating_text: ""
      }
    ],
    meta: {
      total: 1,
      limit: 20,
      offset: 0
    }
  },
  operator_replies: {
    data: [
      {
        request_id: 597464634,
        request_terminator: "",
        request_starter: "other",
        request_tags: "",
        client_id: 28028541,
        client_name: "Martin McFly",
        assigned_name: "Marty McFly",
        phone: "55520151021",
        transport: "external",
        client_comment: "Cool Nike Mags",
        client_custom_fields: '{"1": "Text 1", "2": "Text 2", "3": "Text 3"}',
        client_country: "USA",
        client_region: "",
        client_tags: "",
        client_is_new: "false",
        ban_status: "",
        operator_id: 277589,
        operator_name: "Emmett Brown",
        operator_role: "admin",
        operator_groups: "",
        channel_id: 89763,
        channel_name: "VIP Clients",
        channel_phone: "55519851026",
        request_start: "2025-04-28 14:16:46",
        request_end: "",
        request_time: "",
        request_start_mode: "online",
        reply_start: "2025-04-29 17:08:39",
        working_reaction_time: 96681,
        reaction_time: 96713,
        incoming_messages: 7,
        outgoing_messages: 1,
        incoming_menu_messages: 0,
        outgoing_menu_messages: 0,
        working_request_time: ""
      }
    ],
    meta: {
      total: 1,
      limit: 20,
      offset: 0
    }
  },
  operator_stats: {
    data: [
      {
        operator_id: 277589,
        operator_name: "Emmett Brown",
        operator_role: "admin",
        channel_id: 89763,
        channel_name: "VIP Clients",
        channel_phone: "55519851026",
        transport: "external",
        date: "2025-04-28",
        requests: 1,
        requests_took_part: 0,
        messages: 0,
        clients: 1,
        operator_groups: ""
      }
    ],
    meta: {
      total: 0,
      limit: 20,
      offset: 0
    }
  },
  operator_events: {
    data: [
      {
        operator_id: 277589,
        operator_name: "Emmett Brown",
        operator_role: "admin",
        operator_groups: "",
        event: "take_chat",
        dialog_id: 105295767,
        created_at: "2025-04-28 14:17:18",
        status_duration: ""
      },
      {
        operator_id: 277589,
        operator_name: "Emmett Brown",
        operator_role: "admin",
        operator_groups: "",
        event: "login",
        dialog_id: "",
        created_at: "2025-04-28 14:16:58",
        status_duration: 20
      }
    ],
    meta: {
      total: 2,
      limit: 20,
      offset: 0
    }
  },
  rating: {
    data: [
      {
        client_id: 4899,
        client_name: "Martin McFly",
        assigned_name: "Marty McFly",
        phone: "55520151021",
        transport: "external",
        client_comment: "Cool Nike Mags",
        client_custom_fields: "",
        client_country: "USA",
        client_region: "",
        client_tags: "",
        operator_id: 277589,
        operator_name: "Emmett Brown",
        operator_role: "admin",
        operator_groups: "",
        channel_id: 89763,
        channel_name: "VIP Clients",
        channel_phone: "55519851026",
        created_at: "2025-04-28 21:14:14",
        rating_id: 54269,
        rating_name: "42",
        request_id: 601769309,
        valuation_request_id: 584439487,
        rating_scale_id: 270589,
        rating_scale_name: "Super",
        rating_scale_score: 5,
        rating_text: "5"
      }
    ],
    meta: {
      total: 1,
      limit: 20,
      offset: 0
    }
  }
}
