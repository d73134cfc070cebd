"""The tables: articles 1-n versions 1-n records (of the archive), events, sightings (section, run); links (the frontier), sections, runs, logs."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from newscrawl.store.columns import BULK, FIELDS, Moment, columns

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

CURRENT = tuple(name for name in FIELDS if name not in (*BULK, "id"))
VERSIONED = tuple(name for name in FIELDS if name != "id")

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("spider", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("finished_at", Moment),
    Column("reason", Text),  # finished, limit, refused, down, shutdown...; none: it was killed
    Column("arguments", JSON, nullable=False),
    Column("counts", JSON),
    Column("version", Text, nullable=False),  # of newscrawl
    Index(None, "site", "started_at"),
)

links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("key", Text, nullable=False),  # urls.link_key of the address
    Column("url", Text, nullable=False),
    Column("kind", Text, nullable=False),  # front, sitemap, feed, listing, article
    Column("state", Text, nullable=False),  # open, leased, done, skipped, outside, refused, failed, gone
    Column("rank", Integer, nullable=False),  # lower is fetched earlier
    Column("section", Text),  # where it was found first
    Column("page", Integer, nullable=False),  # of the listing
    Column("depth", Integer, nullable=False),
    Column("text", Text, nullable=False),  # what the listing called it
    Column("data", JSON, nullable=False),  # what the spider must know to go on
    Column("listed_at", Moment),  # date beside it in the listing
    Column("lastmod", Moment),  # as a sitemap tells
    Column("published_at", Moment),  # as its page told
    Column("status", Integer),  # HTTP
    Column("reason", Text),
    Column("tries", Integer, nullable=False),
    Column("next_at", Moment),  # not before
    Column("etag", Text),
    Column("last_modified", Text),
    Column("article_id", Text),
    Column("look_at", Moment),  # when its article is due to be looked at again
    Column("unchanged", Integer, nullable=False, server_default="0"),  # looks in a row that brought no edit
    Column("run_id", Integer, nullable=False),  # the run that opened it last
    Column("first_seen", Moment, nullable=False),
    Column("done_at", Moment),
    UniqueConstraint("site", "key"),
    Index(None, "site", "state", "rank", "id"),
    Index(None, "site", "look_at"),
    Index(None, "article_id"),
)

sections = Table(
    "sections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("parent", Text),
    Column("position", Integer, nullable=False),  # in the menu
    Column("run_id", Integer, nullable=False),  # the last run that saw it in the menu
    Column("complete_to", Moment),  # every article of the listing from complete_at back to here was seen
    Column("complete_at", Moment),
    Column("note", Text),
    UniqueConstraint("site", "label"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    *columns(CURRENT),
    Column("versions", Integer, nullable=False),  # how many there are
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("gone_at", Moment),
    Column("duplicate_of", Text),  # id of the first article with equal content
    Column("near_duplicate_of", Text),  # id of the article that its text is a copy of, edited or cut
    Column("cluster_id", Text),  # id of the first article of its cluster of near-duplicates
    Index(None, "site", "published_at"),
    Index(None, "content_hash"),
    Index(None, "cluster_id"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False),
    Column("number", Integer, nullable=False),  # from 1
    Column("run_id", Integer, nullable=False),
    Column("reread_at", Moment),  # when its fields were last read again from its record, and improved
    Column("reread_by", Text),  # by which newscrawl
    *columns(VERSIONED),
    UniqueConstraint("article_id", "number"),
    Index(None, "site", "id"),
)

records = Table(
    "records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("versions.id", ondelete="CASCADE"), nullable=False),
    Column("record_id", Text, nullable=False),  # WARC-Record-ID
    Column("file", Text, nullable=False),  # its name in the archive's folder, or the path of one elsewhere
    Column("offset", BigInteger, nullable=False),  # bytes before the record
    Column("url", Text, nullable=False),  # WARC-Target-URI
    Column("at", Moment, nullable=False),  # WARC-Date
    Column("digest", Text, nullable=False),  # WARC-Payload-Digest
    Index(None, "version_id"),
    Index(None, "record_id"),
    Index(None, "digest"),
    Index(None, "url"),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("source", Text, nullable=False),  # id of an archive file's first record, or "reread"
    Column("scope", Text, nullable=False),  # with what it was read
    Column("position", BigInteger, nullable=False),  # offset in the file, or row of versions, that was read last
    UniqueConstraint("site", "source", "scope"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False),
    Column("kind", Text, nullable=False),  # gone, back, moved, merged
    Column("at", Moment, nullable=False),  # when a run saw it
    Column("run_id", Integer, nullable=False),
    Column("detail", Text, nullable=False),
    Index(None, "article_id"),
)

sightings = Table(
    "sightings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("link_id", Integer, ForeignKey("links.id"), nullable=False),
    Column("article_id", Text),
    Column("site", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("channel", Text, nullable=False),  # menu, region, sitemap, feed; section is then the address of the sitemap or feed
    Column("run_id", Integer, nullable=False),  # the last run that saw it there
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    UniqueConstraint("link_id", "section", "channel"),
    Index(None, "article_id"),
    Index(None, "site", "section", "run_id"),
)

signatures = Table(
    "signatures",
    metadata,
    Column("id", Integer, primary_key=True),  # grows with time
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False, unique=True),
    Column("units", LargeBinary, nullable=False),  # similarity.Signature
    Column("cluster_id", Text, nullable=False),
)

bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("signature_id", Integer, primary_key=True),
    Index(None, "signature_id"),
    sqlite_with_rowid=False,
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("hash", Text, primary_key=True),  # SHA-256 of what was forgotten: an address, an article's id, an author, a site
    Column("article_id", Text),  # of the article that it is of; for a site the first 16 digits of its name's hash
    Column("at", Moment, nullable=False),
    Column("done_at", Moment),  # when nothing of it was in the store's files any more
    Index(None, "article_id"),
)

logs = Table(
    "logs",
    metadata,
    Column("site", Text, primary_key=True),
    Column("length", Integer, nullable=False),  # bytes of data/<site>.jsonl that are known to be whole
    Column("version_id", Integer, nullable=False),  # the last version in them
    Column("stale", Boolean, nullable=False, server_default=false()),  # versions in them were read again since: it is written anew
)
