/** The roles that the documentation shows: two that every company has, and one of its own. What each may do is told by what it may not. */

const permissions = [
  "balance",
  "dashboard",
  "manage_dashboards",
  "manage_custom_reports",
  "bulk_messanging_and_mass_ops",
  "sales_tunnel",
  "account_settings",
  "macroses",
  "workmode",
  "auto_answer",
  "long_answer_notification",
  "auto_closing",
  "offline_period",
  "auto_assignment_of_chats",
  "broadcast_to_tg",
  "settings_other",
  "operators",
  "create_and_manage_operators",
  "customization",
  "accounts",
  "online_chat",
  "widget",
  "templates",
  "tags_and_requests",
  "self_service_menu",
  "chat_bot",
  "api",
  "rating",
  "integrations",
  "smart_scripts",
  "url_tracking",
  "blacklist",
  "info",
  "news",
  "widget_v2",
  "billing_thresholds",
  "assign_dialog",
  "export_dialog",
  "manage_status",
  "manage_avatar",
  "tg_application",
  "close_dialog",
  "manage_requests",
  "attach_tags_to_client",
  "attach_tags_to_request",
  "manage_comments",
  "add_to_blacklist",
  "edit_client_phone",
  "write_first",
  "realtime_dashboard",
  "system_messages",
  "tickets_view",
  "tickets_create_and_edit",
  "tickets_partial_edit",
  "tickets_delete",
  "enable_technical_support_access",
  "manage_user_sessions",
  "group_clients",
  "manage_channels",
  "create_and_manage_messengers",
  "pin_messages",
  "telephony",
  "telephony_call"
] as const

type Permission = (typeof permissions)[number]

export interface AccessRight {
  readonly id: number
  readonly name: string
  readonly role: "operator" | "supervisor"
  readonly base_role: true | null
  readonly permissions: Readonly<Record<string, boolean>>
}

const withoutAny = (denied: ReadonlyArray<Permission>) =>
  Object.fromEntries(permissions.map((permission) => [permission, !denied.includes(permission)]))

const deniedToOperators: ReadonlyArray<Permission> = [
  "balance",
  "bulk_messanging_and_mass_ops",
  "create_and_manage_operators",
  "billing_thresholds",
  "enable_technical_support_access",
  "manage_user_sessions",
  "group_clients",
  "manage_channels",
  "create_and_manage_messengers",
  "pin_messages",
  "telephony",
  "telephony_call"
]

const deniedToSupervisors: ReadonlyArray<Permission> = [
  "create_and_manage_operators",
  "tickets_view",
  "tickets_create_and_edit",
  "manage_user_sessions",
  "manage_channels",
  "create_and_manage_messengers",
  "pin_messages",
  "telephony_call"
]

export const accessRights: ReadonlyArray<AccessRight> = [
  {
    id: 55_540,
    name: "Supervisor",
    role: "supervisor",
    base_role: true,
    permissions: withoutAny(deniedToSupervisors)
  },
  { id: 111_338, name: "Оператор", role: "operator", base_role: true, permissions: withoutAny(deniedToOperators) },
  { id: 153_611, name: "Custom Role", role: "operator", base_role: null, permissions: withoutAny(permissions) }
]
