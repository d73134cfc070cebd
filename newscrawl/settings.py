"""The one settings file: the flow of a crawl can be read off it as a table.

Everything can be set for one run by ``-s NAME=value``. What Scrapy leaves open and a news crawler must not is set here.
"""

from newscrawl import __version__

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
COMMANDS_MODULE = "newscrawl.commands"

# Ours.
NEWSCRAWL_STORE = "sqlite:///data/newscrawl.sqlite"  # any SQLAlchemy URL
NEWSCRAWL_DATA = "data"  # folder of the JSONL logs
NEWSCRAWL_PRIVATE_HOSTS = ""  # host:port, with commas between: private addresses that may be asked after all
NEWSCRAWL_CLOCK = ""  # ISO time that the run begins at; empty: now
NEWSCRAWL_CONTACT = ""  # a page or mail address of yours, for the user agent: who answers for this crawl

NEWSCRAWL_NOTIFY = ""  # a file with addresses (of Apprise, one a line) that scrapy health --notify tells

NEWSCRAWL_RENDER = "auto"  # auto, never, always: which pages go through a browser
NEWSCRAWL_ARCHIVE = ""  # 1: every answer is kept as WARC in NEWSCRAWL_DATA/archive; or another folder
NEWSCRAWL_ARCHIVE_SIZE = 1_000_000_000  # bytes: a larger WARC file is closed, and the next one begun

NEWSCRAWL_CRAWL_DELAY_MAX = 60  # seconds: no longer Crawl-delay of a robots.txt is kept
NEWSCRAWL_RETRY_AFTER_MAX = 300  # seconds: for a longer Retry-After the host is left to a later run
NEWSCRAWL_RESOLVER = "scrapy.resolver.CachingHostnameResolver"  # names to addresses, before the guard looks at them

# Manners: the site decides.
USER_AGENT = f"newscrawl/{__version__}"  # with (+NEWSCRAWL_CONTACT) where that is set
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "newscrawl"
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0

# Limits: Scrapy's own are made for other crawls.
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 5 * 1024 * 1024
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = 10
DEPTH_LIMIT = 0  # a listing's hundredth page is a hundred links deep; the frontier counts its own depth
METAREFRESH_MAXDELAY = 5
MEMUSAGE_LIMIT_MB = 2048
HTTPERROR_ALLOW_ALL = True  # every answer reaches its callback, so that each is counted by kind

# Closed doors: each of these runs code, reads files or skips a check.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None, "data": None}
DOWNLOAD_VERIFY_CERTIFICATES = True
COOKIES_ENABLED = False

# What a crawl can do besides.
ADDONS = {"newscrawl.addons.Rendering": 100, "newscrawl.addons.Archive": 200}

# The flow.
TWISTED_DNS_RESOLVER = "newscrawl.politeness.guards.GuardedResolver"
DOWNLOADER_MIDDLEWARES = {
    "newscrawl.politeness.delay.RetryAfterMiddleware": 90,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newscrawl.politeness.robots.RobotsMiddleware": 100,
    "newscrawl.politeness.guards.GuardMiddleware": 760,  # next to the connection, behind proxies
}
SCHEDULER = "newscrawl.scheduler.FrontierScheduler"
SPIDER_MIDDLEWARES = {
    "newscrawl.scheduler.LinkStates": 10,  # nearest the engine: sees all that a callback gave
}
ITEM_PIPELINES = {
    "newscrawl.pipelines.validate.Validate": 100,
    "newscrawl.pipelines.duplicates.Duplicates": 200,
    "newscrawl.pipelines.store.Keep": 300,
    "newscrawl.pipelines.jsonl.Jsonl": 400,
}
EXTENSIONS = {
    "newscrawl.politeness.delay.CrawlDelay": 500,  # after AutoThrottle, which lowers delays
    "newscrawl.extensions.progress.Progress": 100,
    "newscrawl.extensions.live.Live": 110,
    "newscrawl.extensions.report.RunReport": 100,
    "newscrawl.extensions.stopping.Stopping": 100,
    "scrapy.extensions.logstats.LogStats": None,  # Progress says more
}

LOG_LEVEL = "INFO"
FEED_EXPORT_ENCODING = "utf-8"
