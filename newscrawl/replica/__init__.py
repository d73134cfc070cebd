"""The bundled site: a news site that does not exist, with everything that real ones have.

It has the structure of the first site (docs/architecture.md), prose of its own, and it knows the truth about itself:
the demo, the tests and CI crawl it and hold what they got against what is there.
"""
