"""The report: one page of HTML that shows how the crawls of each site go."""
