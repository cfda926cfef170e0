"""The sentence engine: Chinese financial prose to facts, each with its place in the text.

folding → figures → sentences (skeletons) → facts (amounts, comparisons, shares) → trees (其中)
→ story (all of a text) → verdict, comparing, arithmetic (what the figures of a sentence say of
each other); counts, claims and denials read what the rules between forms need.
"""
