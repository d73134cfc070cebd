"""The checks: each file has one ``check(runs, site)``, which gives the findings of a site's runs up to the last of them."""
