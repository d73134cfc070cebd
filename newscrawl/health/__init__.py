"""Health: what a run did (its report), and what the reports of a site's runs say of it. Pure but for files.py, which keeps them."""
