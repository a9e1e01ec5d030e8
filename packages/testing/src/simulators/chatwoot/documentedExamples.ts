/**
 * What the endpoints outside the simulator's domain answer: an example value of each response schema in Chatwoot's OpenAPI files
 * (4.8 and 4.15.1). A row without a body answers an empty 200. Derived once from those files, then kept by hand.
 */
import type { DocumentedExample } from "../EndpointTable.ts"

export const documentedExamples: ReadonlyArray<DocumentedExample> = [
  [
    "GET",
    "/api/v1/accounts/:account_id/audit_logs",
    {
      per_page: 25,
      total_entries: 150,
      current_page: 1,
      audit_logs: [
        {
          id: 1,
          auditable_id: 1,
          auditable_type: "auditable_type",
          auditable: {},
          associated_id: 1,
          associated_type: "associated_type",
          user_id: 1,
          user_type: "user_type",
          username: "username",
          action: "create",
          audited_changes: {},
          version: 1,
          comment: "comment",
          request_uuid: "request_uuid",
          created_at: 1,
          remote_address: "remote_address"
        }
      ]
    }
  ],
  [
    "GET",
    "/api/v1/accounts/:account_id/automation_rules",
    {
      payload: [
        {
          id: 1,
          account_id: 1,
          name: "Add label on message create event",
          description:
            "Add label support and sales on message create event if incoming message content contains text help",
          event_name: "message_created",
          conditions: [
            { attribute_key: "content", filter_operator: "contains", values: ["help"], query_operator: "and" }
          ],
          actions: [{ action_name: "add_label", action_params: ["support", "sales"] }],
          created_on: 1,
          active: true
        }
      ]
    }
  ],
  [
    "POST",
    "/api/v1/accounts/:account_id/automation_rules",
    {
      payload: [
        {
          id: 1,
          account_id: 1,
          name: "Add label on message create event",
          description:
            "Add label support and sales on message create event if incoming message content contains text help",
          event_name: "message_created",
          conditions: [
            { attribute_key: "content", filter_operator: "contains", values: ["help"], query_operator: "and" }
          ],
          actions: [{ action_name: "add_label", action_params: ["support", "sales"] }],
          created_on: 1,
          active: true
        }
      ]
    }
  ],
  ["DELETE", "/api/v1/accounts/:account_id/automation_rules/:id"],
  [
    "GET",
    "/api/v1/accounts/:account_id/automation_rules/:id",
    {
      payload: {
        id: 90,
        account_id: 1,
        name: "add-label-bug-if-message-contains-bug",
        description: "add-label-bug-if-message-contains-bug",
        event_name: "message_created",
        conditions: [
          { values: ["incoming"], attribute_key: "message_type", query_operator: "and", filter_operator: "equal_to" },
          { values: ["bug"], attribute_key: "content", filter_operator: "contains" }
        ],
        actions: [{ action_name: "add_label", action_params: ["bugs", "support-query"] }],
        created_on: 1650555440,
        active: true
      }
    }
  ],
  [
    "PATCH",
    "/api/v1/accounts/:account_id/automation_rules/:id",
    {
      payload: [
        {
          id: 1,
          account_id: 1,
          name: "Add label on message create event",
          description:
            "Add label support and sales on message create event if incoming message content contains text help",
          event_name: "message_created",
          conditions: [
            { attribute_key: "content", filter_operator: "contains", values: ["help"], query_operator: "and" }
          ],
          actions: [{ action_name: "add_label", action_params: ["support", "sales"] }],
          created_on: 1,
          active: true
        }
      ]
    }
  ],
  [
    "GET",
    "/api/v1/accounts/:account_id/canned_responses",
    [
      {
        id: 1,
        account_id: 1,
        short_code: "short_code",
        content: "content",
        created_at: "2026-01-05T09:00:00.000Z",
        updated_at: "2026-01-05T09:00:00.000Z"
      }
    ]
  ],
  [
    "POST",
    "/api/v1/accounts/:account_id/canned_responses",
    {
      id: 1,
      account_id: 1,
      short_code: "short_code",
      content: "content",
      created_at: "2026-01-05T09:00:00.000Z",
      updated_at: "2026-01-05T09:00:00.000Z"
    }
  ],
  ["DELETE", "/api/v1/accounts/:account_id/canned_responses/:id"],
  [
    "PATCH",
    "/api/v1/accounts/:account_id/canned_responses/:id",
    {
      id: 1,
      account_id: 1,
      short_code: "short_code",
      content: "content",
      created_at: "2026-01-05T09:00:00.000Z",
      updated_at: "2026-01-05T09:00:00.000Z"
    }
  ],
  [
    "GET",
    "/api/v1/accounts/:account_id/conversations/:conversation_id/reporting_events",
    [
      {
        id: 1,
        name: "name",
        value: 1,
        value_in_business_hours: 1,
        event_start_time: "2026-01-05T09:00:00.000Z",
        event_end_time: "2026-01-05T09:00:00.000Z",
        account_id: 1,
        conversation_id: 1,
        inbox_id: 1,
        user_id: 1,
        created_at: "2026-01-05T09:00:00.000Z",
        updated_at: "2026-01-05T09:00:00.000Z"
      }
    ]
  ],
  [
    "GET",
    "/api/v1/accounts/:account_id/custom_filters",
    [
      {
        id: 1,
        name: "name",
        type: "conversation",
        query: {},
        created_at: "2026-01-05T09:00:00.000Z",
        updated_at: "2026-01-05T09:00:00.000Z"
      }
    ]
  ],
  [
    "POST",
    "/api/v1/accounts/:account_id/custom_filters",
    {
      id: 1,
      name: "name",
      type: "conversation",
      query: {},
      created_at: "2026-01-05T09:00:00.000Z",
      updated_at: "2026-01-05T09:00:00.000Z"
    }
  ],
  ["DELETE", "/api/v1/accounts/:account_id/custom_filters/:custom_filter_id"],
  [
    "GET",
    "/api/v1/accounts/:account_id/custom_filters/:custom_filter_id",
    {
      id: 1,
      name: "name",
      type: "conversation",
      query: {},
      created_at: "2026-01-05T09:00:00.000Z",
      updated_at: "2026-01-05T09:00:00.000Z"
    }
  ],
  [
    "PATCH",
    "/api/v1/accounts/:account_id/custom_filters/:custom_filter_id",
    {
      id: 1,
      name: "name",
      type: "conversation",
      query: {},
      created_at: "2026-01-05T09:00:00.000Z",
      updated_at: "2026-01-05T09:00:00.000Z"
    }
  ],
  [
    "GET",
    "/api/v1/accounts/:account_id/integrations/apps",
    {
      payload: [
        {
          id: "id",
          name: "name",
          description: "description",
          hook_type: "hook_type",
          enabled: true,
          allow_multiple_hooks: true,
          hooks: [{}]
        }
      ]
    }
  ],
  [
    "POST",
    "/api/v1/accounts/:account_id/integrations/hooks",
    {
      id: "id",
      app_id: "app_id",
      inbox_id: "inbox_id",
      account_id: "account_id",
      status: true,
      hook_type: true,
      settings: {}
    }
  ],
  ["DELETE", "/api/v1/accounts/:account_id/integrations/hooks/:hook_id"],
  [
    "PATCH",
    "/api/v1/accounts/:account_id/integrations/hooks/:hook_id",
    {
      id: "id",
      app_id: "app_id",
      inbox_id: "inbox_id",
      account_id: "account_id",
      status: true,
      hook_type: true,
      settings: {}
    }
  ],
  [
    "GET",
    "/api/v1/accounts/:account_id/portals",
    {
      payload: [
        {
          id: 4,
          color: "#1F93FF",
          custom_domain: "chatwoot.help",
          header_text: "Handbook",
          homepage_link: "https://www.chatwoot.com",
          name: "Handbook",
          page_title: "Handbook",
          slug: "handbook",
          archived: false,
          account_id: 1,
          config: { allowed_locales: [{ code: "en", articles_count: 32, categories_count: 9 }] },
          inbox: {
            id: 37,
            avatar_url: "https://example.com/avatar.png",
            channel_id: 1,
            name: "Chatwoot",
            channel_type: "Channel::WebWidget",
            greeting_enabled: true,
            widget_color: "#1F93FF",
            website_url: "chatwoot.com"
          },
          logo: {
            id: 19399916,
            portal_id: 4,
            file_type: "image/png",
            account_id: 1,
            file_url: "https://example.com/logo.png",
            blob_id: 21239614,
            filename: "square.png"
          },
          meta: { all_articles_count: 0, categories_count: 9, default_locale: "en" }
        }
      ]
    }
  ],
  [
    "POST",
    "/api/v1/accounts/:account_id/portals",
    {
      payload: [
        {
          id: 1,
          archived: true,
          color: "color",
          config: { allowed_locales: [{ code: "code", articles_count: 1, categories_count: 1 }] },
          custom_domain: "custom_domain",
          header_text: "header_text",
          homepage_link: "homepage_link",
          name: "name",
          slug: "slug",
          page_title: "page_title",
          account_id: 1,
          inbox: {
            id: 1,
            name: "name",
            website_url: "https://www.example.com",
            channel_type: "channel_type",
            avatar_url: "https://www.example.com",
            widget_color: "widget_color",
            website_token: "website_token",
            enable_auto_assignment: true,
            web_widget_script: "web_widget_script",
            welcome_title: "welcome_title",
            welcome_tagline: "welcome_tagline",
            greeting_enabled: true,
            greeting_message: "greeting_message",
            channel_id: 1,
            working_hours_enabled: true,
            enable_email_collect: true,
            csat_survey_enabled: true,
            auto_assignment_config: {},
            out_of_office_message: "out_of_office_message",
            working_hours: [
              {
                day_of_week: 1,
                closed_all_day: true,
                open_hour: 1,
                open_minutes: 1,
                close_hour: 1,
                close_minutes: 1,
                open_all_day: true
              }
            ],
            timezone: "timezone",
            callback_webhook_url: "https://www.example.com",
            allow_messages_after_resolved: true,
            lock_to_single_conversation: true,
            sender_name_type: "sender_name_type",
            business_name: "business_name",
            hmac_mandatory: true,
            selected_feature_flags: ["selected_feature_flags"],
            reply_time: "reply_time",
            messaging_service_sid: "messaging_service_sid",
            phone_number: "phone_number",
            medium: "medium",
            provider: "provider"
          },
          logo: {
            id: 1,
            portal_id: 1,
            file_type: "file_type",
            account_id: 1,
            file_url: "https://www.example.com",
            blob_id: 1,
            filename: "filename"
          },
          meta: {
            all_articles_count: 1,
            archived_articles_count: 1,
            published_count: 1,
            draft_articles_count: 1,
            categories_count: 1,
            default_locale: "default_locale"
          }
        }
      ]
    }
  ],
  [
    "PATCH",
    "/api/v1/accounts/:account_id/portals/:id",
    {
      payload: {
        id: 123,
        archived: false,
        color: "#1F93FF",
        config: { allowed_locales: [{ code: "en", articles_count: 32, categories_count: 9 }] },
        custom_domain: "chatwoot.help",
        header_text: "Handbook",
        homepage_link: "https://www.chatwoot.com",
        name: "Handbook",
        slug: "handbook",
        page_title: "Handbook",
        account_id: 123,
        inbox: {
          id: 123,
          name: "Chatwoot",
          website_url: "chatwoot.com",
          channel_type: "Channel::WebWidget",
          avatar_url: "https://example.com/avatar.png",
          widget_color: "#1F93FF",
          website_token: "4cWzuf9i9jxN9tbnv8K9STKU",
          enable_auto_assignment: true,
          web_widget_script: "<script>...</script>",
          welcome_title: "Hi there ! \ud83d\ude4c\ud83c\udffc",
          welcome_tagline: "We make it simple to connect with us.",
          greeting_enabled: true,
          greeting_message: "Hey there \ud83d\udc4b, Thank you for reaching out to us.",
          channel_id: 123,
          working_hours_enabled: true,
          enable_email_collect: true,
          csat_survey_enabled: true,
          timezone: "America/Los_Angeles",
          business_name: "Chatwoot",
          hmac_mandatory: true
        },
        logo: {
          id: 123,
          portal_id: 123,
          file_type: "image/png",
          account_id: 123,
          file_url: "https://example.com/logo.png",
          blob_id: 123,
          filename: "square.png"
        },
        meta: { all_articles_count: 32, categories_count: 9, default_locale: "en" }
      }
    }
  ],
  [
    "POST",
    "/api/v1/accounts/:account_id/portals/:id/articles",
    {
      id: 1,
      content: "content",
      meta: {},
      position: 1,
      status: "draft",
      title: "title",
      slug: "slug",
      views: 1,
      portal_id: 1,
      account_id: 1,
      author_id: 1,
      category_id: 1,
      folder_id: 1,
      associated_article_id: 1
    }
  ],
  [
    "POST",
    "/api/v1/accounts/:account_id/portals/:id/categories",
    {
      id: 1,
      description: "description",
      locale: "locale",
      name: "name",
      slug: "slug",
      position: 1,
      portal_id: 1,
      account_id: 1,
      associated_category_id: 1,
      parent_category_id: 1
    }
  ],
  [
    "GET",
    "/api/v1/accounts/:account_id/reporting_events",
    {
      meta: { count: 1, current_page: 1, total_pages: 1 },
      payload: [
        {
          id: 1,
          name: "name",
          value: 1,
          value_in_business_hours: 1,
          event_start_time: "2026-01-05T09:00:00.000Z",
          event_end_time: "2026-01-05T09:00:00.000Z",
          account_id: 1,
          conversation_id: 1,
          inbox_id: 1,
          user_id: 1,
          created_at: "2026-01-05T09:00:00.000Z",
          updated_at: "2026-01-05T09:00:00.000Z"
        }
      ]
    }
  ],
  ["GET", "/api/v2/accounts/:account_id/reports", [{ value: "value", timestamp: 1 }]],
  [
    "GET",
    "/api/v2/accounts/:account_id/reports/first_response_time_distribution",
    {
      "Channel::WebWidget": { "0-1h": 150, "1-4h": 80, "4-8h": 45, "8-24h": 30, "24h+": 15 },
      "Channel::Api": { "0-1h": 75, "1-4h": 40, "4-8h": 20, "8-24h": 10, "24h+": 5 }
    }
  ],
  [
    "GET",
    "/api/v2/accounts/:account_id/reports/inbox_label_matrix",
    {
      inboxes: [
        { id: 1, name: "Website Chat" },
        { id: 2, name: "Email Support" }
      ],
      labels: [
        { id: 1, title: "bug" },
        { id: 2, title: "feature-request" },
        { id: 3, title: "urgent" }
      ],
      matrix: [
        [10, 5, 3],
        [8, 12, 2]
      ]
    }
  ],
  [
    "GET",
    "/api/v2/accounts/:account_id/reports/outgoing_messages_count",
    [
      { id: 1, name: "Agent One", outgoing_messages_count: 42 },
      { id: 2, name: "Agent Two", outgoing_messages_count: 18 }
    ]
  ],
  [
    "GET",
    "/api/v2/accounts/:account_id/reports/summary",
    {
      avg_first_response_time: "avg_first_response_time",
      avg_resolution_time: "avg_resolution_time",
      conversations_count: 1,
      incoming_messages_count: 1,
      outgoing_messages_count: 1,
      resolutions_count: 1,
      previous: {
        avg_first_response_time: "avg_first_response_time",
        avg_resolution_time: "avg_resolution_time",
        conversations_count: 1,
        incoming_messages_count: 1,
        outgoing_messages_count: 1,
        resolutions_count: 1
      }
    }
  ],
  [
    "GET",
    "/api/v2/accounts/:account_id/summary_reports/agent",
    [
      {
        id: 1,
        conversations_count: 150,
        resolved_conversations_count: 120,
        avg_resolution_time: 3600,
        avg_first_response_time: 300,
        avg_reply_time: 600
      },
      {
        id: 2,
        conversations_count: 75,
        resolved_conversations_count: 60,
        avg_resolution_time: 1800,
        avg_first_response_time: 180,
        avg_reply_time: 420
      }
    ]
  ],
  [
    "GET",
    "/api/v2/accounts/:account_id/summary_reports/channel",
    {
      "Channel::WebWidget": { open: 10, resolved: 20, pending: 5, snoozed: 2, total: 37 },
      "Channel::Api": { open: 5, resolved: 15, pending: 3, snoozed: 1, total: 24 }
    }
  ],
  [
    "GET",
    "/api/v2/accounts/:account_id/summary_reports/inbox",
    [
      {
        id: 1,
        conversations_count: 150,
        resolved_conversations_count: 120,
        avg_resolution_time: 3600,
        avg_first_response_time: 300,
        avg_reply_time: 600
      },
      {
        id: 2,
        conversations_count: 75,
        resolved_conversations_count: 60,
        avg_resolution_time: 1800,
        avg_first_response_time: 180,
        avg_reply_time: 420
      }
    ]
  ],
  [
    "GET",
    "/api/v2/accounts/:account_id/summary_reports/team",
    [
      {
        id: 1,
        conversations_count: 250,
        resolved_conversations_count: 200,
        avg_resolution_time: 2800,
        avg_first_response_time: 240,
        avg_reply_time: 500
      },
      {
        id: 2,
        conversations_count: 180,
        resolved_conversations_count: 150,
        avg_resolution_time: 2400,
        avg_first_response_time: 200,
        avg_reply_time: 450
      }
    ]
  ]
]
