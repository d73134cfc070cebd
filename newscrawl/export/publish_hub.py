"""A dataset on the Hugging Face hub: a repository whose card is the dataset's, one commit for each version, with a tag of its number.

The hub knows the content of what a broken try has sent, so that it is not sent again; the commit makes all of it visible at once.
"""

from __future__ import annotations

import os
import re

from newscrawl.export.publish import Parcel, PublishError, Tell
from newscrawl.hints import extra

NAME = re.compile(r"[\w-][\w.-]*/[\w-][\w.-]*")


class Hub:
    """The repository ``OWNER/NAME``; the token is ``HF_TOKEN``, the server ``HF_ENDPOINT``."""

    def __init__(self, repo: str):
        if not NAME.fullmatch(repo):
            raise PublishError(f"hf:{repo} must be hf:OWNER/NAME")
        self.repo, self.where = repo, f"hf:{repo}"
        self.token = os.environ.get("HF_TOKEN") or ""
        self.lacks = "" if self.token else "HF_TOKEN is not set: a token with the right to write, from the settings of your account there"

    def send(self, parcel: Parcel, tell: Tell) -> str:
        try:
            from huggingface_hub import HfApi
            from huggingface_hub.errors import HfHubHTTPError
        except ImportError:
            raise PublishError(f"the hub needs huggingface_hub: {extra('publish')}") from None
        api = HfApi(token=self.token, endpoint=os.environ.get("HF_ENDPOINT"))
        message, tag = f"{parcel.name}, version {parcel.version}", f"v{parcel.version}"
        try:
            api.create_repo(self.repo, repo_type="dataset", exist_ok=True)
            made = api.upload_folder(
                repo_id=self.repo, repo_type="dataset", folder_path=parcel.folder, commit_message=message, delete_patterns="*"
            )
            tell(f"committed: {message}")
            api.create_tag(self.repo, repo_type="dataset", tag=tag, revision=made.oid, tag_message=message, exist_ok=True)
        except (HfHubHTTPError, OSError, ValueError, RuntimeError) as error:
            line = str(error).strip().splitlines() or [type(error).__name__]
            raise PublishError(f"{self.where} was not written: {line[0]}; the same command carries it on") from None
        return f"{api.endpoint}/datasets/{self.repo}"
