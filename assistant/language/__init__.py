"""Typed text as plain words, and clauses that know what their words say of what is told: shared by the finder and the detector of danger.

    from assistant.language import Clause, Whose, Word, clauses_of, plain, plain_words, words_of

- `words_of(text, language)`: the words in order, each in plain letters, with its place in the text as typed, its sentence and its part.
  `language` is `"nl"`, `"en"`, or `None` for a text in which both may stand. Never an error, whatever the text.
- `clauses_of(words, language)`: the clauses of those words, in order and without gaps. Leave out words first (of belief, of place …)
  where these may make no difference: the positions in a clause are those of the sequence given.
- `Clause`: `denied(spots)`, and the marks `hypothetical`, `fiction`, `over`, `past`, `taken_back`, `real` (none of these), `about`
  (`person`, `other`, `self`, `group`) with `about_at`, the position of the word that tells it: what uses that word itself
  (*father died*) is about the person after all.
- `plain(word)`, `plain_words(phrase, language)`: the same letters for words of a pack. `Stemmer(language)`: endings off.

All of it is pure and linear in the length of the text.
"""

from assistant.language.clauses import Clause, Whose, clauses_of
from assistant.language.stems import Stemmer
from assistant.language.words import Word, plain, plain_words, words_of

__all__ = ["Clause", "Stemmer", "Whose", "Word", "clauses_of", "plain", "plain_words", "words_of"]
