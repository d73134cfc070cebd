"""Rendering: pages that need JavaScript, through a browser (extra ``render``: scrapy-playwright)."""
