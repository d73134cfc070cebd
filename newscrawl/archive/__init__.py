"""The archive: every answer as WARC 1.1 (ISO 28500:2017), written, mended, and read again."""
