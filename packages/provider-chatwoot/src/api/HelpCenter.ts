/**
 * Help-center portals, their categories and articles. Vendor's section "Help Center".
 *
 * Source: the vendor's OpenAPI file and `views/.../portals`, `articles`. The path's portal `id` is its slug. Servers nest one thing in
 * `payload` where the file documents it bare, and the other way round, by endpoint and version: both are read.
 */
import { ok } from "@dragoman/core/provider"
import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup } from "effect/http-api"
import { perHost, repeatable } from "./Limits.ts"
import { Inbox } from "./shapes/Inbox.ts"
import { Attributes, inAccount, maybe, open } from "./Wire.ts"

/** A portal. `config` lists its locales, `meta` counts its articles by state. */
export class Portal extends Schema.Opaque<Portal>()(
  Schema.Struct({
    id: Schema.Int,
    account_id: maybe(Schema.Int),
    name: maybe(Schema.String),
    slug: maybe(Schema.String),
    page_title: maybe(Schema.String),
    header_text: maybe(Schema.String),
    homepage_link: maybe(Schema.String),
    custom_domain: maybe(Schema.String),
    color: maybe(Schema.String),
    archived: maybe(Schema.Boolean),
    config: open,
    inbox: maybe(Inbox),
    logo: open,
    meta: open
  })
) {}

/** A category of a portal, in one locale. */
export class Category extends Schema.Opaque<Category>()(
  Schema.Struct({
    id: Schema.Int,
    account_id: maybe(Schema.Int),
    portal_id: maybe(Schema.Int),
    name: maybe(Schema.String),
    description: maybe(Schema.String),
    slug: maybe(Schema.String),
    locale: maybe(Schema.String),
    position: maybe(Schema.Int),
    associated_category_id: maybe(Schema.Int),
    parent_category_id: maybe(Schema.Int)
  })
) {}

/** An article. `status` is documented as a number and sent as a word. */
export class Article extends Schema.Opaque<Article>()(
  Schema.Struct({
    id: Schema.Int,
    account_id: maybe(Schema.Int),
    portal_id: maybe(Schema.Int),
    title: maybe(Schema.String),
    slug: maybe(Schema.String),
    content: maybe(Schema.String),
    status: maybe(Schema.Union([Schema.String, Schema.Int])),
    position: maybe(Schema.Int),
    views: maybe(Schema.Int),
    meta: open,
    author_id: maybe(Schema.Int),
    category_id: maybe(Schema.Int),
    folder_id: maybe(Schema.Int),
    associated_article_id: maybe(Schema.Int)
  })
) {}

/** One portal, in `payload` or bare. */
export const PortalReply = Schema.Union([
  Schema.Struct({ payload: Schema.Union([Portal, Schema.Array(Portal)]) }),
  Portal
])

/** One category, in `payload` or bare. */
export const CategoryReply = Schema.Union([Schema.Struct({ payload: Category }), Category])

/** One article, in `payload` or bare. */
export const ArticleReply = Schema.Union([Schema.Struct({ payload: Article }), Article])

const string = Schema.optionalKey(Schema.String)
const integer = Schema.optionalKey(Schema.Int)

/** The body of a portal, e.g. `config: { allowed_locales: ["en", "es"], default_locale: "en" }`. */
export const PortalInput = Schema.Struct({
  color: string,
  custom_domain: string,
  header_text: string,
  homepage_link: string,
  name: string,
  page_title: string,
  slug: string,
  archived: Schema.optionalKey(Schema.Boolean),
  config: Schema.optionalKey(Attributes)
})

/** The body of a category. */
export const CategoryInput = Schema.Struct({
  name: string,
  description: string,
  position: integer,
  slug: string,
  locale: string,
  icon: string,
  parent_category_id: integer,
  associated_category_id: integer
})

/** The body of an article. `status`: 0 draft, 1 published, 2 archived. */
export const ArticleInput = Schema.Struct({
  title: string,
  slug: string,
  position: integer,
  content: string,
  description: string,
  category_id: integer,
  author_id: integer,
  associated_article_id: integer,
  status: Schema.optionalKey(Schema.Literals([0, 1, 2])),
  locale: string,
  meta: Schema.optionalKey(Attributes)
})

const ofPortal = { ...inAccount, id: Schema.Union([Schema.String, Schema.Int]) }

/** `client.helpCenter` */
export class HelpCenter extends HttpApiGroup.make("helpCenter")
  .add(
    HttpApiEndpoint.post("createPortal", "/api/v1/accounts/:account_id/portals", {
      params: inAccount,
      payload: PortalInput,
      success: ok(PortalReply)
    }),
    HttpApiEndpoint.get("portals", "/api/v1/accounts/:account_id/portals", {
      params: inAccount,
      success: ok(Schema.Struct({ payload: Schema.Array(Portal), meta: open }))
    }),
    HttpApiEndpoint.patch("updatePortal", "/api/v1/accounts/:account_id/portals/:id", {
      params: ofPortal,
      payload: PortalInput,
      success: ok(PortalReply)
    }).annotateMerge(repeatable),
    HttpApiEndpoint.post("createCategory", "/api/v1/accounts/:account_id/portals/:id/categories", {
      params: ofPortal,
      payload: CategoryInput,
      success: ok(CategoryReply)
    }),
    HttpApiEndpoint.post("createArticle", "/api/v1/accounts/:account_id/portals/:id/articles", {
      params: ofPortal,
      payload: ArticleInput,
      success: ok(ArticleReply)
    })
  )
  .annotateMerge(perHost) {}
