"""The sentences are frozen: whoever makes the finder better may not do it by changing what it is measured with."""

import hashlib
from pathlib import Path

import pytest

FROZEN = {
    "sentences.nl.yaml": "3848100c0aec1c6dbcebe6bc6b76f84b72748f8511773d324f7964a37ac8afbc",
    "sentences.en.yaml": "efc4dc50cfaedff3a83a25f53b8218f937e64ae64334370d88634443cb471285",
}


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_the_sentences_are_those_of_before_the_lexicon(name: str) -> None:
    text = (Path(__file__).parent / name).read_bytes().replace(b"\r\n", b"\n")
    assert hashlib.sha256(text).hexdigest() == FROZEN[name]
