"""scrapy publish: an exported dataset goes to the Hugging Face hub, to Zenodo, or into a bucket."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, ClassVar

from scrapy.exceptions import UsageError

from newscrawl.command import ProjectCommand
from newscrawl.export.publish import Parcel, Place, PublishError, parcel, place, refusal, without_secrets
from newscrawl.hints import extra
from newscrawl.normalise.text import printable

FAILED = 4


class Command(ProjectCommand):
    """Publishes a dataset, after it was checked; without --really it only tells what it would do."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "<FOLDER> --to hf:OWNER/NAME | zenodo: | s3://BUCKET/FOLDER [--really]"

    def short_desc(self) -> str:
        return "Publish an exported dataset: Hugging Face hub, Zenodo, any bucket; a dry run without --really"

    def long_desc(self) -> str:
        return (
            "Checks a dataset that scrapy export wrote (every file against SHA256SUMS, that rights were respected) and tells what would be "
            "sent where; with --really it sends it. Places: hf:OWNER/NAME, the Hugging Face hub (token in HF_TOKEN); zenodo:, a new draft on "
            "Zenodo, which you publish there yourself (ZENODO_TOKEN), zenodo:NUMBER carries a draft on; s3://BUCKET/FOLDER, or any other URL of "
            "fsspec (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL). Tokens are read from the environment only. The same command "
            f"carries on what broke off. Needs: {extra('publish')}. More: docs/publish.md. Exit codes: 0 done, or it would be; 2 "
            "the dataset, the place or a token can't be used; 4 the place does not take it."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--to", metavar="PLACE", required=True, help="hf:OWNER/NAME, zenodo:, zenodo:NUMBER, s3://BUCKET/FOLDER, ...")
        parser.add_argument("--really", action="store_true", help="send it; without this nothing leaves this machine")
        parser.add_argument("--ignore-rights", action="store_true", help="publish a dataset whose texts were exported with --rights ignore")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one dataset: scrapy publish data/exports/NAME/1 --to hf:OWNER/NAME", print_help=False)
        try:
            made, where = parcel(Path(args[0])), place(opts.to)
        except PublishError as error:
            return self.refuse(2, error)
        why = refusal(made)
        _tell(made, where)
        if why and not opts.ignore_rights:
            return self.refuse(2, f"{args[0]} is not published: {why}, or say --ignore-rights if you may give them on")
        if not opts.really:
            print("Nothing was sent: this was a dry run. --really sends it." + (f" Missing: {where.lacks}" if where.lacks else ""))
            return None
        if where.lacks:
            return self.refuse(2, where.lacks)
        try:
            print(f"Published: {where.send(made, lambda line: print(f'  {printable(line)}', flush=True))}")
        except PublishError as error:
            self.refuse(FAILED, error)
        return None

    def refuse(self, code: int, error: object) -> None:
        super().refuse(code, without_secrets(str(error)))


def _tell(made: Parcel, where: Place) -> None:
    print(
        f"{made.name}, version {made.version}: {len(made.files)} files, {made.size:,} bytes, all as they were exported; rights: {made.rights}"
    )
    for file in made.files:
        print(f"  {printable(file.path)}  {file.size:,}")
    print(f"To {printable(where.where)}")
