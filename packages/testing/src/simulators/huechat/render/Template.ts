/** Templates in REST, and the two verdicts of Meta in webhooks. */
import type { TemplateRow, TemplateStatus } from "../Records.ts"
import type { State } from "../State.ts"
import { iso, unix } from "../Times.ts"

export const toTemplate = ({ accountId }: State, template: TemplateRow) => ({
  id: template.id,
  account_id: accountId,
  inbox_id: template.inboxId,
  name: template.name,
  language: template.language,
  category: template.category,
  status: template.status,
  components: template.components,
  meta_template_id: template.metaTemplateId,
  quality_score: template.qualityScore,
  ...(template.rejectionReason === null ? {} : { rejection_reason: template.rejectionReason }),
  created_at: iso(template.createdAt)
})

/** `template.approved`. */
export const toApproval = (template: TemplateRow, previousStatus: TemplateStatus, approvedAt: number) => ({
  ...verdict(template, previousStatus),
  meta_template_id: template.metaTemplateId,
  approved_at: unix(approvedAt)
})

/** `template.rejected`. */
export const toRejection = (template: TemplateRow, previousStatus: TemplateStatus, detail: string) => ({
  ...verdict(template, previousStatus),
  rejection_reason: template.rejectionReason,
  rejection_detail: detail
})

const verdict = ({ category, id, language, name, status }: TemplateRow, previousStatus: TemplateStatus) => ({
  id,
  name,
  language,
  category,
  previous_status: previousStatus,
  current_status: status
})
