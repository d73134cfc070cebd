"""When the crawls of each site run: jobs, and the cron lines or systemd timers that start them."""
